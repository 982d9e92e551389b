import CZlib
import Foundation
import Testing

@testable import AgeFile

/// The folder of public vectors, named by `SAMBAND_VECTORS`.
enum Vectors {
  static let root = ProcessInfo.processInfo.environment["SAMBAND_VECTORS"]
  static let areAvailable = root != nil
  static let skipped: Comment = "SAMBAND_VECTORS names no folder of vectors"

  /// All age vectors, in the order of their names.
  static func all() throws -> [Vector] { try loaded.get() }

  private static let loaded = Result { try load() }

  private static func load() throws -> [Vector] {
    let folder = URL(fileURLWithPath: try #require(root), isDirectory: true)
      .appendingPathComponent("age")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      return try Vector(name: name, bytes: bytes)
    }
  }
}

/// One vector of github C2SP/CCTV, folder age/testdata: members in lines, an empty line, the file.
struct Vector {
  let name: String
  /// What must become of the file.
  let expected: String
  /// The SHA-256 of the content that is released, in hexadecimal digits.
  let payloadHash: String?
  /// All identities, also of kinds that we do not know.
  let identities: [String]
  let passphrases: [String]
  let isArmored: Bool
  let file: [UInt8]

  init(name: String, bytes: [UInt8]) throws {
    let end = try #require(bytes.firstRange(of: Array("\n\n".utf8)), "\(name) has no header")
    var members: [String: [String]] = [:]
    for line in String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\n") {
      let colon = try #require(line.firstRange(of: ": "), "\(name): \(line)")
      members[String(line[..<colon.lowerBound]), default: []].append(
        String(line[colon.upperBound...]))
    }
    let known: Set = [
      "expect", "payload", "identity", "passphrase", "armored", "compressed", "file key", "comment",
    ]
    try #require(known.isSuperset(of: members.keys), "\(name) has members that we do not know")
    self.name = name
    expected = try #require(members["expect"]?.first)
    payloadHash = members["payload"]?.first
    identities = members["identity"] ?? []
    passphrases = members["passphrase"] ?? []
    isArmored = members["armored"] == ["yes"]
    let rest = Array(bytes[end.upperBound...])
    let isCompressed = members["compressed"] != nil
    try #require(!isCompressed || members["compressed"] == ["zlib"], "\(name)")
    file = isCompressed ? try Self.inflated(rest) : rest
  }

  /// What a zlib stream (RFC 1950) holds; the largest vector has 17 MB.
  private static func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var count: uLongf = 32 << 20
    var inflated = [UInt8](repeating: 0, count: Int(count))
    let status = uncompress(&inflated, &count, bytes, uLong(bytes.count))
    try #require(status == Z_OK)
    return Array(inflated[..<Int(count)])
  }
}
