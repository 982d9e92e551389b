import StrictJSON

@testable import BundleFormat

/// A change set: the order of its members and its spelling mean nothing, and its rows are written
/// again just as they were hashed.
enum ChangeSetTarget {
  static func run(_ bytes: [UInt8]) {
    guard let signed = Mending.changeSet(bytes) else { return }
    check(signed)
  }

  static func check(_ signed: SignedChangeSet) {
    guard let value = try? JSONValue.parse(signed.document, limits: Limits.standard.json()) else {
      preconditionFailure("a change set that is no JSON")
    }
    let canonical = value.canonicalBytes
    guard let again = try? SignedChangeSet(reading: canonical) else {
      preconditionFailure("the canonical form is refused")
    }
    promise(again.hash == signed.hash && again.groups == signed.groups, "spelling matters")
    checkRows(of: signed, secret: value["secret"])
  }

  private static func checkRows(of signed: SignedChangeSet, secret: JSONValue?) {
    guard case .string(let text)? = secret, let secret = Base64URL.decode(text),
      signed.groups.allSatisfy({ !$0.rows.isEmpty })
    else { return }
    var rows = GroupWriter(salts: .secret(secret), subject: "", limits: .standard)
    do throws(FormatError) {
      try rows.append(signed.groups)
    } catch {
      preconditionFailure("what was read cannot be written: \(error)")
    }
    let head = try? JSONValue.parse(signed.document)["head"]
    promise(
      head?["rowsHash"] == .string(rows.rowsHash.base64url) && rows.rowCount == signed.rowCount,
      "the rows are written otherwise than they were read")
  }
}
