import SambandTestKit

@testable import AgeFile

/// Keys and files that are the same in every run.
enum Samples {
  static func identity(_ byte: UInt8) throws -> AgeIdentity {
    try AgeIdentity([UInt8](repeating: byte, count: 32))
  }

  /// Bytes that a seed repeats.
  static func content(_ count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(count))
    return generator.bytes(count)
  }

  /// A file for the recipients, made of what the generator gives.
  static func file(
    _ content: [UInt8], for identities: [AgeIdentity], seed: UInt64 = 7
  ) throws -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return try AgeEncryptor(recipients: identities.map(\.recipient)) { generator.bytes($0) }
      .encrypt(content)
  }

  /// The file of a content that comes in pieces of the sizes that `size` tells.
  static func file(
    _ content: [UInt8], for identities: [AgeIdentity], size: () -> Int
  ) throws -> [UInt8] {
    var generator = SeededGenerator(seed: 7)
    var encryptor = try AgeEncryptor(recipients: identities.map(\.recipient)) {
      generator.bytes($0)
    }
    var file: [UInt8] = []
    var start = 0
    while start < content.count {
      let count = min(size(), content.count - start)
      encryptor.update(content.span.extracting(start..<start + count), into: &file)
      start += count
    }
    encryptor.finish(into: &file)
    return file
  }
}

extension SeededGenerator {
  /// So many bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
      withUnsafeBytes(of: next().littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}

extension AgeError {
  /// The reason for which the body throws, or `nil`; other errors go on.
  static func code(_ body: () throws -> Void) rethrows -> Code? {
    do {
      try body()
      return nil
    } catch let error as AgeError {
      return error.code
    }
  }
}
