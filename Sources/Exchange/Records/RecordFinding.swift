import MergeAlgebra

/// One thing that is wrong with what somebody wants to write.
public struct RecordFinding: Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Equatable, Sendable {
    /// There is no such column, but these.
    case unknownColumn([String])
    /// The column is given twice.
    case columnTwice
    /// Only these values are allowed.
    case notAChoice([Value])
    /// The word means each of these values.
    case severalChoices([Value])
    /// A whole number is needed.
    case notWhole
    /// A number is needed.
    case notANumber
    /// It is less than the least, or more than the most.
    case outOfRange(least: Value?, most: Value?)
    /// So many characters are needed.
    case wrongLength(Int)
    /// A day is needed.
    case notADate
    /// There is no such day in the calendar.
    case noSuchDay
    /// A week is needed.
    case notAWeek
    /// The year has no week 53.
    case noWeek53(String)
    /// A quarter is needed.
    case notAQuarter
    /// The elements of a set cannot be read.
    case notASet
    /// Nothing can be added to or taken from the column.
    case notAnAmount
    /// The column is set once, and holds this; the name of the row that it refers to.
    case setOnce(Value, name: String?)
    /// The column is part of the key of a row that is there.
    case partOfKey
    /// The order of the column goes the other way; it holds this.
    case backwards(Value)
    /// The table has no such row.
    case noSuchRow(String)
    /// The rows with these keys of a table have this name.
    case severalRows(String, [String])
    /// It names none of these members.
    case notAMember([String])
    /// A new row must say something here.
    case required
    /// The last digit of the organisation number is not the one that the others ask for.
    case badCheckDigit
    /// It is a day before the one in another column.
    case earlierThan(String)
    /// With what another column holds this must be filled in.
    case neededWith(column: String, value: Value)
    /// The row that is referred to is of another kind; the kind that is needed.
    case wrongKind(column: String, value: Value)
    /// The row that is referred to belongs to somebody else.
    case otherOwner(String)
    /// Another row has the same in these columns; its key, when it can be seen.
    case taken([String], key: RowKey?)
    /// What the guards of the replica say, in English.
    case refused(String)
    /// A CHECK of the schema that is not kept.
    case brokenCheck(String)
    /// So many rows of a table refer to the row.
    case stillReferred(String, Int)
    /// So many rows of a table would be deleted with the row.
    case cascades(String, Int)
    /// Another line of the sheet is about the same row.
    case sameRow(line: Int)
    /// The line has more cells than there are headings.
    case tooManyCells
    /// A quotation mark is never closed.
    case unclosedQuote
    /// Text stands behind a closing quotation mark.
    case textAfterQuote
    /// The file has no headings.
    case emptySheet
  }

  /// What is wrong.
  public let kind: Kind
  /// The table.
  public let table: String
  /// The column, when it is about one.
  public let column: String?
  /// What was given, as it was written.
  public let given: String?
  /// The line of the sheet, counted from 1.
  public var line: Int?

  /// Describes what is wrong.
  public init(
    _ kind: Kind, in table: String, column: String? = nil, given: String? = nil, line: Int? = nil
  ) {
    self.kind = kind
    self.table = table
    self.column = column
    self.given = given
    self.line = line
  }

  /// The same, about a line of a sheet.
  func at(_ line: Int?) -> RecordFinding {
    var finding = self
    finding.line = finding.line ?? line
    return finding
  }
}

/// Everything that is wrong with what somebody wants to write; nothing was written.
public struct RecordRefusal: Error, Equatable, Sendable {
  /// What is wrong, in the order in which it was given.
  public let findings: [RecordFinding]

  /// Refuses.
  public init(_ findings: [RecordFinding]) { self.findings = findings }
}
