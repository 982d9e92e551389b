import Exchange
import Foundation
import MergeAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a passphrase comes from: a line of a file descriptor, else the terminal.
struct PassphraseInput: Sendable {
  /// The longest passphrase that is read, in bytes.
  private static let limit = 1_024

  /// The file descriptor; `nil` asks on the terminal.
  let descriptor: Int32?

  /// For key files that have a passphrase; asks in the language of `console`.
  func source(_ console: Console) -> PassphraseSource {
    { replica in try read(console, .askPassphrase(of: replica.name)) }
  }

  /// A passphrase; `nil` when nobody can be asked.
  ///
  /// Of a descriptor one line is taken, so that the next one may be another. Errors: `cancelled`,
  /// `passphraseUnreadable`.
  func read(_ console: Console, _ question: Message) throws -> String? {
    guard let descriptor else { return try Terminal.readSecret(console.text(question)) }
    guard let line = Self.line(from: descriptor) else {
      throw Failure.passphraseUnreadable(descriptor)
    }
    return line
  }

  /// The next line of a descriptor, read byte by byte: what follows is for somebody else.
  private static func line(from descriptor: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = systemRead(descriptor, &byte)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0, bytes.count < limit else { return nil }
      if count == 0 && bytes.isEmpty { return nil }
      if count == 0 || byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func systemRead(_ descriptor: Int32, _ byte: inout UInt8) -> Int {
    #if canImport(Glibc)
      return Glibc.read(descriptor, &byte, 1)
    #else
      return Darwin.read(descriptor, &byte, 1)
    #endif
  }
}
