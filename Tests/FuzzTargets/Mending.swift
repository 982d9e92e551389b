import MergeAlgebra
import StrictJSON

@testable import BundleFormat

/// Puts hashes right in what a fuzzer has altered, as a member with a key of its own could: else
/// nothing behind the first hash would ever be reached.
enum Mending {
  /// A change set as it is, or with the hash that its rows have.
  static func changeSet(_ bytes: [UInt8]) -> SignedChangeSet? {
    if let signed = try? SignedChangeSet(reading: bytes) { return signed }
    var reader = ChangeSetReader(bytes, subject: "", limits: .standard)
    guard let content = try? reader.read(in: 0..<bytes.count),
      var document = try? JSONValue.parse(bytes, limits: Limits.standard.json()),
      var head = document["head"]
    else { return nil }
    head.set("rowsHash", .string(content.groups.rowsHash.base64url))
    document.set("head", head)
    do throws(FormatError) {
      return try SignedChangeSet(reading: document.canonicalBytes)
    } catch {
      preconditionFailure("a change set with all hashes right: \(error)")
    }
  }

  /// A bundle whose manifest names the charters and change sets that it carries.
  static func bundle(_ bytes: [UInt8]) -> [UInt8]? {
    guard var document = try? JSONValue.parse(bytes, limits: Limits.standard.json()),
      var manifest = document["manifest"], case .array(let sets)? = document["changeSets"],
      case .array(let charters)? = document["charters"], let newest = charters.last,
      let charter = try? SignedCharter(reading: newest.canonicalBytes)
    else { return nil }
    let mended = sets.map { changeSet($0.canonicalBytes) }
    let heads = zip(mended, sets).map { set, value in
      JSONValue.string(set?.hash.base64url ?? charter.hash.base64url)
    }
    manifest.set("heads", .array(heads))
    manifest.set(
      "charter",
      .object([
        JSONMember(name: "hash", value: .string(charter.hash.base64url)),
        JSONMember(name: "version", value: .integer(charter.charter.version)),
      ]))
    document.set("manifest", manifest)
    let values = zip(mended, sets).map { set, value in
      set.flatMap { try? JSONValue.parse($0.document) } ?? value
    }
    document.set("changeSets", .array(values))
    return document.canonicalBytes
  }
}

extension JSONValue {
  /// Puts another value in the place of a member that is there.
  fileprivate mutating func set(_ name: String, _ value: JSONValue) {
    guard case .object(var members) = self else { return }
    for place in members.indices where members[place].name.utf8.elementsEqual(name.utf8) {
      members[place].value = value
    }
    self = .object(members)
  }
}
