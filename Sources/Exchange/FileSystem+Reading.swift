import BundleFormat
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileSystem {
  /// Reads a file of our own as a whole: a key, or what a person wrote and names; links are followed.
  ///
  /// Errors: `noSuchFile`, `tooLarge`, `cannotRead`, `interrupted`.
  public static func read(
    _ path: String, limit: Int = Limits.standard.fileBytes
  ) throws -> [UInt8] {
    guard !path.utf8.contains(0) else { throw ExchangeError(.deceptiveName, path) }
    let descriptor = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw readingFailure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = unsafe systemRead(descriptor, &piece, piece.count)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw readingFailure(path) }
      if got == 0 { return bytes }
      guard bytes.count + got <= limit else {
        throw ExchangeError(.tooLarge, path, cause: "it has more than \(limit) bytes")
      }
      bytes += piece[..<got]
    }
  }

  /// Reads a file that others have made, such as a charter or a request, through a private copy.
  ///
  /// Errors: `noSuchFile`, `notAFile`, `deceptiveName`, `tooLarge`, `changing`, `interrupted`,
  /// `cannotRead`; `cannotWrite` and `noRoom` for the private copy.
  public static func readFromOutside(
    _ path: String, limit: Int = Limits.standard.fileBytes
  ) throws -> [UInt8] {
    try OutsideFile.opening(path).contents(limit: limit)
  }

  /// What the last call that was to read says went wrong with a path.
  static func readingFailure(_ path: String) -> ExchangeError {
    let number = errno
    let cause = String(cString: strerror(number))
    switch number {
    case ENOENT, ENOTDIR: return ExchangeError(.noSuchFile, path)
    case ELOOP: return ExchangeError(.notAFile, path, FileKind.link.rawValue)
    case EIO, ENXIO, ENODEV, ESTALE: return ExchangeError(.interrupted, path, cause: cause)
    case EISDIR: return ExchangeError(.cannotRead, path, cause: "it is a folder")
    default: return ExchangeError(.cannotRead, path, cause: cause)
    }
  }

  static func systemRead(
    _ descriptor: Int32, _ start: UnsafeMutableRawPointer, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      return Glibc.read(descriptor, start, count)
    #else
      return Darwin.read(descriptor, start, count)
    #endif
  }
}
