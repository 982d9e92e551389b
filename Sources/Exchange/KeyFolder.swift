import BundleFormat
import Foundation
import MergeAlgebra
import StrictJSON

/// Tells the passphrase of a replica's key file; `nil` when nobody can be asked.
public typealias PassphraseSource = @Sendable (_ replica: ReplicaID) throws -> String?

/// Where a computer keeps the private keys of its replicas, outside their databases.
///
/// A key file is JSON, or an age file with that JSON inside once it has a passphrase; its content
/// tells which. Debian's `age -d` opens the latter.
public struct KeyFolder: Sendable {
  /// The folder; made when the first key is.
  public let path: String
  /// Who is asked for the passphrase of a key file that has one.
  public let passphrase: PassphraseSource
  /// The binary logarithm of the rounds of scrypt for files that are locked here; `nil` takes age's.
  let workFactor: Int?
  private let opened = OpenedKeys()

  /// Keys in this folder.
  public init(
    path: String, workFactor: Int? = nil, passphrase: @escaping PassphraseSource = { _ in nil }
  ) {
    self.path = path
    self.workFactor = workFactor
    self.passphrase = passphrase
  }

  private static let format = "samband-key"

  func keyPath(of replica: ReplicaID) -> String {
    FileSystem.path(path, "\(replica).key.json")
  }

  /// The keys of a replica.
  ///
  /// Errors: `noKey`, `badKeyFile`, `passphraseNeeded`, `wrongPassphrase`.
  public func keys(of replica: ReplicaID) throws -> ReplicaKeys {
    let path = keyPath(of: replica)
    let file = try read(path, of: replica)
    guard LockedFile.isLocked(file) else { return try keys(file, of: replica, path) }
    if let known = opened.keys(of: replica, in: file) { return known }
    guard let passphrase = try passphrase(replica) else {
      throw ExchangeError(.passphraseNeeded, path)
    }
    let document: [UInt8]?
    do {
      document = try LockedFile.open(file, passphrase: passphrase, subject: "the key file")
    } catch {
      throw ExchangeError(.badKeyFile, path, cause: error.description)
    }
    guard let document else { throw ExchangeError(.wrongPassphrase, path) }
    let keys = try keys(document, of: replica, path)
    opened.remember(keys, of: replica, in: file)
    return keys
  }

  /// Whether the key file of a replica has a passphrase.
  ///
  /// Errors: `noKey`.
  public func hasPassphrase(_ replica: ReplicaID) throws -> Bool {
    LockedFile.isLocked(try read(keyPath(of: replica), of: replica))
  }

  /// Gives the key file of a replica another passphrase, or with `nil` takes it away.
  ///
  /// The file is replaced whole; what was on the disk before may be found there for a while. Errors:
  /// those of ``keys(of:)``, `badPassphrase` for one without a character, `cannotWrite`.
  public func setPassphrase(
    _ new: String?, of replica: ReplicaID, random: any RandomSource
  ) throws {
    let keys = try keys(of: replica)
    var file = Self.document(of: keys, replica)
    if let new {
      do {
        file = try LockedFile.lock(
          file, passphrase: new, workFactor: workFactor, random: random.bytes)
      } catch {
        throw ExchangeError(.badPassphrase, cause: error.message)
      }
    }
    try FileSystem.write(file, to: keyPath(of: replica), isSecret: true)
    if new != nil { opened.remember(keys, of: replica, in: file) }
  }

  /// Makes the keys of a new replica and keeps them, readable by their owner only.
  func makeKeys(
    of replica: ReplicaID, signingSeed: [UInt8], receivingSeed: [UInt8]
  ) throws -> ReplicaKeys {
    let keys = try ReplicaKeys(signingSeed: signingSeed, receivingSeed: receivingSeed)
    try FileSystem.makeFolder(path, isSecret: true)
    try FileSystem.write(
      Self.document(of: keys, replica), to: keyPath(of: replica), replacing: false, isSecret: true)
    return keys
  }

  /// Removes the keys of a replica that did not come into being.
  func removeKeys(of replica: ReplicaID) throws {
    try FileSystem.remove(keyPath(of: replica))
  }

  private func read(_ path: String, of replica: ReplicaID) throws -> [UInt8] {
    do {
      return try FileSystem.read(path, limit: 64 << 10)
    } catch let error as ExchangeError where error.code == .noSuchFile {
      throw ExchangeError(.noKey, replica.name, path)
    }
  }

  private func keys(
    _ document: [UInt8], of replica: ReplicaID, _ path: String
  ) throws -> ReplicaKeys {
    do {
      let value = try JSONValue.parse(document)
      guard case .string(Self.format)? = value["format"], case .integer(1)? = value["version"],
        case .string(replica.name)? = value["replica"],
        case .string(let signing)? = value["signingSeed"],
        case .string(let receiving)? = value["receivingSeed"],
        let signingSeed = Base64URL.decode(signing),
        let receivingSeed = Base64URL.decode(receiving)
      else { throw ExchangeError(.badKeyFile, path) }
      return try ReplicaKeys(signingSeed: signingSeed, receivingSeed: receivingSeed)
    } catch let error as JSONError {
      throw ExchangeError(.badKeyFile, path, cause: error.description)
    } catch let error as FormatError {
      throw ExchangeError(.badKeyFile, path, cause: error.description)
    }
  }

  private static func document(of keys: ReplicaKeys, _ replica: ReplicaID) -> [UInt8] {
    JSONValue.object([
      JSONMember(name: "format", value: .string(format)),
      JSONMember(name: "version", value: .integer(1)),
      JSONMember(name: "replica", value: .string(replica.name)),
      JSONMember(name: "signingSeed", value: .string(Base64URL.encode(keys.signing.seed))),
      JSONMember(name: "receivingSeed", value: .string(Base64URL.encode(keys.receivingSeed))),
    ]).canonicalBytes + [0x0A]
  }
}

extension Replica {
  /// The secret by which the program `age` opens what is encrypted to this replica:
  /// `AGE-SECRET-KEY-1…`.
  ///
  /// Errors: those of ``KeyFolder/keys(of:)``.
  public func ageIdentity() throws -> String {
    try workplace.keys.keys(of: identity.replica).ageIdentity
  }
}
