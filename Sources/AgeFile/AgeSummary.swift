/// What everybody can see of an encrypted file: how many may open it.
///
/// Nothing of it is authentic: that can only be told with a key.
public struct AgeSummary: Equatable, Sendable {
  /// How many recipients may open it with a key of their own; `nil` when a passphrase opens it.
  public let recipients: Int?

  /// Reads the header of a file, armored or not.
  ///
  /// Throws `notAge`, `unknownVersion`, `malformedHeader`, `headerTooLarge`, `workFactorTooHigh` or
  /// `damagedArmor`.
  public init(of file: [UInt8]) throws(AgeError) {
    let bytes = AgeArmor.begins(file) ? try AgeArmorDecoder().decode(file) : file
    var reader = HeaderReader()
    guard let header = try reader.read(bytes.span).header else { throw reader.truncation }
    switch header.wrapping {
    case .recipients(let shares): recipients = shares.count
    case .passphrase: recipients = nil
    }
  }
}
