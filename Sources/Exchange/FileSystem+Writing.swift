import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileSystem {
  /// Writes a file that appears whole or not at all: a temporary file, fsync, rename.
  ///
  /// The temporary file is hidden, so that nobody takes it for the real one, and ends in `.tmp`. With
  /// `replacing` false an existing file is an error (`exists`); without `isDurable` a power cut may
  /// undo it. Errors: `cannotWrite`, `noRoom`, `readOnly`.
  public static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool = true, isSecret: Bool = false,
    isDurable: Bool = true
  ) throws {
    if !replacing && FileManager.default.fileExists(atPath: path) {
      throw ExchangeError(.exists, path)
    }
    let temporary = temporaryPath(for: path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(temporary, flags, isSecret ? 0o600 : 0o644)
    guard descriptor >= 0 else { throw writingFailure(path) }
    do {
      do {
        try writeAll(bytes[...], to: descriptor, path)
        guard !isDurable || fsync(descriptor) == 0 else { throw writingFailure(path) }
      } catch {
        close(descriptor)
        throw error
      }
      guard close(descriptor) == 0, rename(temporary, path) == 0 else {
        throw writingFailure(path)
      }
    } catch {
      unlink(temporary)
      throw error
    }
    if isDurable { try flushFolder(of: path) }
  }

  /// Removes what was left half written of files whose names begin like this, by a program that was
  /// stopped or whose stick was pulled out.
  ///
  /// What another program is writing right now stays. Errors: those of reading the folder.
  static func removeLeftovers(of prefix: String, in folder: String) throws {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch let error as CocoaError {
      throw ExchangeError(.cannotRead, folder, cause: reason(error))
    }
    for name in names where name.hasPrefix(".\(prefix)") && name.hasSuffix(".tmp") {
      let process = name.split(separator: ".").dropLast().last.flatMap { pid_t($0) }
      guard let process, kill(process, 0) != 0, errno == ESRCH else { continue }
      unlink(self.path(folder, name))
    }
  }

  /// Where a file lies until it is whole: beside its place, hidden, with the number of the process.
  private static func temporaryPath(for path: String) -> String {
    let place = URL(fileURLWithPath: path)
    return place.deletingLastPathComponent()
      .appendingPathComponent(".\(place.lastPathComponent).\(getpid()).tmp").path
  }

  static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ path: String) throws {
    guard put(bytes, on: descriptor) else { throw writingFailure(path) }
  }

  /// Writes all bytes to an open file, pipe or terminal; false, with the reason in `errno`, where they
  /// cannot be.
  package static func put(_ bytes: ArraySlice<UInt8>, on descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = systemWrite(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count < 0 && errno == EAGAIN {
          // A reader that is slower than we are, on a stream that does not wait by itself.
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, 1_000)
          continue
        }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
  }

  private static func systemWrite(
    _ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      return Glibc.write(descriptor, start, count)
    #else
      return Darwin.write(descriptor, start, count)
    #endif
  }

  private static func flushFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw writingFailure(path) }
    defer { close(descriptor) }
    // Some file systems (FAT on a stick) cannot flush a folder; the file itself is safe.
    if fsync(descriptor) != 0 && errno != EINVAL { throw writingFailure(path) }
  }

  /// What the last call that was to write says went wrong with a path.
  static func writingFailure(_ path: String) -> ExchangeError {
    let number = errno
    let cause = String(cString: strerror(number))
    switch number {
    case ENOSPC, EDQUOT, EFBIG: return ExchangeError(.noRoom, path, cause: cause)
    case EROFS: return ExchangeError(.readOnly, path, cause: cause)
    default: return ExchangeError(.cannotWrite, path, cause: cause)
    }
  }
}
