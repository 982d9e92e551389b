import MergeAlgebra
import StrictJSON

/// Reads the frame of a bundle; the change sets are checked as JSON and only found.
struct BundleReader {
  /// What a bundle says it is.
  static let format = "samband-bundle"
  /// The version that this program writes and reads.
  static let version: Int64 = 1

  /// What the frame holds.
  struct Content {
    let manifest: Manifest
    let signature: DetachedSignature
    let charters: [SignedCharter]
    let changeSets: [Range<Int>]
  }

  private let bytes: [UInt8]
  private let subject: String
  private let limits: Limits
  private var members: [String: Range<Int>] = [:]
  private var changeSets: [Range<Int>] = []

  init(_ bytes: [UInt8], subject: String, limits: Limits) {
    self.bytes = bytes
    self.subject = subject
    self.limits = limits
  }

  /// Whether a document may begin like this: with white space and an object.
  static func canBegin(with bytes: [UInt8]) -> Bool {
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    // A byte order mark (EF) is for the JSON reader to name.
    return first == nil || first == UInt8(ascii: "{") || first == 0xEF
  }

  mutating func read() throws(FormatError) -> Content {
    guard Self.canBegin(with: bytes) else {
      throw FormatError(.unknownFormat, "\(subject) is no JSON object")
    }
    do throws(JSONError) {
      try findMembers()
    } catch {
      throw FormatError(error, in: subject)
    }
    try checkVersion()
    let known = ["format", "version", "manifest", "signature", "charters", "changeSets"]
    if let unknown = members.keys.filter({ !known.contains($0) }).min() {
      throw FormatError(.malformed, "\(subject) has the unknown member \"\(unknown)\"")
    }
    let manifest = try read("manifest") { [limits] (reader) throws(JSONError) in
      try Manifest(reading: &reader, limits: limits)
    }
    let signature = try read("signature") { [limits] (reader) throws(JSONError) in
      DetachedSignature(
        text: try reader.readText("the signature", limit: limits.nameLength))
    }
    _ = try range(of: "changeSets")
    guard changeSets.count == manifest.heads.count else {
      throw FormatError(
        .malformed,
        "\(subject) has \(changeSets.count) change sets and names \(manifest.heads.count)")
    }
    return Content(
      manifest: manifest, signature: signature, charters: try readCharters(for: manifest),
      changeSets: changeSets)
  }

  /// Goes through the whole document once.
  private mutating func findMembers() throws(JSONError) {
    var reader = JSONReader(bytes, limits: limits.json())
    guard try reader.peek() == .object else {
      throw reader.failure(.wrongType, "the document is no object")
    }
    try reader.beginObject()
    while let name = try reader.nextMember() {
      let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
      guard isASCII, members.count < 64 else {
        throw reader.failure(.unknownMember, "the unknown member \"\(name)\"")
      }
      if name == "changeSets", try reader.peek() == .array {
        members[name] = try findChangeSets(&reader)
      } else {
        members[name] = try reader.skipValue()
      }
    }
    try reader.end()
  }

  private mutating func findChangeSets(
    _ reader: inout JSONReader
  ) throws(JSONError) -> Range<Int> {
    let start = reader.offset
    try reader.beginArray()
    while try reader.nextElement() {
      guard changeSets.count < limits.changeSets else {
        throw reader.failure(.stringTooLong, "more than \(limits.changeSets) change sets")
      }
      changeSets.append(try reader.skipValue())
    }
    return start..<reader.offset
  }

  /// Looks at format and version before anything else: a later version may have other members.
  private func checkVersion() throws(FormatError) {
    guard let range = members["format"], saysFormat(in: range) else {
      throw FormatError(.unknownFormat, "\(subject) does not say that it is a \(Self.format)")
    }
    let version = try read("version") { (reader) throws(JSONError) in try reader.readInteger() }
    guard version == Self.version else {
      throw FormatError(
        .unknownVersion, "\(subject) has version \(version), and this program knows version 1")
    }
  }

  private func saysFormat(in range: Range<Int>) -> Bool {
    var reader = JSONReader(bytes, in: range, limits: limits.json(below: 1))
    do throws(JSONError) {
      _ = try reader.readFormat(Self.format)
      return true
    } catch {
      return false
    }
  }

  private func readCharters(for manifest: Manifest) throws(FormatError) -> [SignedCharter] {
    let ranges = try read("charters") { [limits] (reader) throws(JSONError) in
      try reader.readList("charters", limits) { (reader) throws(JSONError) in
        try reader.skipValue()
      }
    }
    var charters: [SignedCharter] = []
    for range in ranges {
      let charter = try SignedCharter(
        reading: bytes, in: range, subject: "charter \(charters.count + 1) of \(subject)",
        limits: limits)
      if let last = charters.last {
        guard charter.charter.version == last.charter.version + 1,
          charter.charter.previous == last.hash
        else {
          throw FormatError(.malformed, "the charters of \(subject) do not follow each other")
        }
      }
      guard charter.charter.collaboration == manifest.collaboration else {
        throw FormatError(.malformed, "a charter of \(subject) is of another collaboration")
      }
      charters.append(charter)
    }
    guard let newest = charters.last, newest.charter.version == manifest.charter.version,
      newest.hash == manifest.charter.hash
    else { throw FormatError(.hashMismatch, "\(subject) lacks the charter that it names") }
    return charters
  }

  private func range(of member: String) throws(FormatError) -> Range<Int> {
    guard let range = members[member] else {
      throw FormatError(.malformed, "\(subject) lacks the member \"\(member)\"")
    }
    return range
  }

  private func read<T>(
    _ member: String, _ read: (inout JSONReader) throws(JSONError) -> T
  ) throws(FormatError) -> T {
    let range = try range(of: member)
    do throws(JSONError) {
      var reader = JSONReader(bytes, in: range, limits: limits.json(below: 1))
      let value = try read(&reader)
      try reader.end()
      return value
    } catch {
      throw FormatError(error, in: subject)
    }
  }
}
