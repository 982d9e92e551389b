import Foundation
import StrictJSON
import Testing

/// The folder of public vectors, named by `SAMBAND_VECTORS`.
enum Vectors {
  static let root = ProcessInfo.processInfo.environment["SAMBAND_VECTORS"]
  static let areAvailable = root != nil
  static let skipped: Comment = "SAMBAND_VECTORS names no folder of vectors"

  /// The files of a subfolder by name, in the order of their names.
  static func files(in folder: String) throws -> [(name: String, bytes: [UInt8])] {
    let root = try #require(self.root)
    let url = URL(fileURLWithPath: root, isDirectory: true).appendingPathComponent(folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    return try names.map { ($0, [UInt8](try Data(contentsOf: url.appendingPathComponent($0)))) }
  }
}

/// The error of a parse, nil when the document is accepted.
func refusal(_ bytes: [UInt8], limits: JSONLimits = .standard) -> JSONError? {
  do throws(JSONError) {
    _ = try JSONValue.parse(bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}

/// The error of a skip over the same document, which must be that of the parse.
func skipRefusal(_ bytes: [UInt8], limits: JSONLimits = .standard) -> JSONError? {
  do throws(JSONError) {
    var reader = JSONReader(bytes, limits: limits)
    _ = try reader.skipValue()
    try reader.end()
    return nil
  } catch {
    return error
  }
}

func refusal(_ text: String, limits: JSONLimits = .standard) -> JSONError? {
  refusal(Array(text.utf8), limits: limits)
}

func parse(_ text: String) throws -> JSONValue {
  try JSONValue.parse(Array(text.utf8))
}

func text(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self)
}
