import BundleFormat
import MergeAlgebra
import StrictJSON

/// The key that may sign a charter version when the coordinator's own are lost.
///
/// It is made with the collaboration, kept outside every computer, and named by the charter. Its
/// file is JSON: {format, version, collaboration, signingSeed}.
public struct RecoveryKey: Sendable {
  /// The collaboration whose charter names it.
  public let collaboration: CollaborationID
  /// The key.
  public let signing: SigningKey

  private static let format = "samband-recovery-key"

  /// Takes a key for a collaboration.
  public init(of collaboration: CollaborationID, _ signing: SigningKey) {
    self.collaboration = collaboration
    self.signing = signing
  }

  /// Draws a new key.
  public static func draw(in workplace: Workplace) throws -> SigningKey {
    try SigningKey(seed: workplace.random.bytes(32))
  }

  /// Reads the file at `path`.
  ///
  /// Errors: `badRecoveryFile`.
  public init(reading bytes: [UInt8], from path: String) throws {
    do {
      let value = try JSONValue.parse(bytes)
      guard case .string(Self.format)? = value["format"], case .integer(1)? = value["version"],
        case .string(let name)? = value["collaboration"], let id = CollaborationID(name),
        case .string(let text)? = value["signingSeed"], let seed = Base64URL.decode(text)
      else { throw ExchangeError(.badRecoveryFile, path) }
      self.init(of: id, try SigningKey(seed: seed))
    } catch let error as JSONError {
      throw ExchangeError(.badRecoveryFile, path, cause: error.description)
    } catch let error as FormatError {
      throw ExchangeError(.badRecoveryFile, path, cause: error.description)
    }
  }

  /// Writes it to a file that is not there yet, readable by its owner only.
  ///
  /// Errors: `exists`, `cannotWrite`.
  public func write(to path: String) throws {
    let document = JSONValue.object([
      JSONMember(name: "format", value: .string(Self.format)),
      JSONMember(name: "version", value: .integer(1)),
      JSONMember(name: "collaboration", value: .string(collaboration.name)),
      JSONMember(name: "signingSeed", value: .string(Base64URL.encode(signing.seed))),
    ])
    try FileSystem.write(
      document.canonicalBytes + [0x0A], to: path, replacing: false, isSecret: true)
  }
}
