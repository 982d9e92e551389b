import BundleFormat
import Foundation
import MergeAlgebra
import StrictJSON

/// Where a computer keeps the private keys of its replicas, outside their databases.
public struct KeyFolder: Sendable {
  /// The folder; made when the first key is.
  public let path: String

  /// Keys in this folder.
  public init(path: String) { self.path = path }

  private static let format = "samband-key"

  func keyPath(of replica: ReplicaID) -> String {
    FileSystem.path(path, "\(replica).key.json")
  }

  /// The keys of a replica.
  ///
  /// Errors: `noKey`, `badKeyFile`.
  public func keys(of replica: ReplicaID) throws -> ReplicaKeys {
    let path = keyPath(of: replica)
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(path, limit: 64 << 10)
    } catch let error as ExchangeError where error.code == .noSuchFile {
      throw ExchangeError(.noKey, replica.name, path)
    }
    do {
      let value = try JSONValue.parse(bytes)
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

  /// Makes the keys of a new replica and keeps them, readable by their owner only.
  func makeKeys(
    of replica: ReplicaID, signingSeed: [UInt8], receivingSeed: [UInt8]
  ) throws -> ReplicaKeys {
    let keys = try ReplicaKeys(signingSeed: signingSeed, receivingSeed: receivingSeed)
    try FileSystem.makeFolder(path, isSecret: true)
    let document = JSONValue.object([
      JSONMember(name: "format", value: .string(Self.format)),
      JSONMember(name: "version", value: .integer(1)),
      JSONMember(name: "replica", value: .string(replica.name)),
      JSONMember(name: "signingSeed", value: .string(Base64URL.encode(signingSeed))),
      JSONMember(name: "receivingSeed", value: .string(Base64URL.encode(receivingSeed))),
      // For people who want to look into a bundle with age.
      JSONMember(name: "ageIdentity", value: .string(try keys.ageIdentity)),
    ])
    try FileSystem.write(
      document.canonicalBytes + [0x0A], to: keyPath(of: replica), replacing: false, isSecret: true)
    return keys
  }

  /// Removes the keys of a replica that did not come into being.
  func removeKeys(of replica: ReplicaID) throws {
    try FileSystem.remove(keyPath(of: replica))
  }
}
