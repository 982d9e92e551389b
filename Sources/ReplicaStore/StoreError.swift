/// Why the store could not do what was asked.
public struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of failure a caller can tell apart.
  public enum Code: String, Sendable {
    /// Another program holds the database; try again.
    case busy
    /// Whoever observes the operation stopped it; everything is as it was.
    case interrupted
    /// The file is not a replica, or one of another format version.
    case notAReplica
    /// The file exists already.
    case exists
    /// SQLite could not read or write the file.
    case storage
    /// The schema or the rules cannot be kept.
    case schema
    /// A local edit cannot be sealed as it is.
    case unsealable
    /// A change set does not fit the schema or the rules.
    case invalid
    /// A person has to decide about something else first; the message is the table and the row.
    case undecided
    /// A unique key of the schema refused a row.
    case collision
    /// Another constraint of the schema refused a row.
    case constraint
  }

  /// The kind of failure.
  public let code: Code
  /// An English sentence that names the object.
  public let message: String
  /// What is wrong with a change set that is `invalid`.
  public let flaw: Flaw?

  /// Describes a failure.
  public init(_ code: Code, _ message: String, flaw: Flaw? = nil) {
    self.code = code
    self.message = message
    self.flaw = flaw
  }

  /// The text as it is written.
  public var description: String { message }
}
