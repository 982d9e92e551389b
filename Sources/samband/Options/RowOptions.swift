import ArgumentParser
import Exchange

/// Which rows and columns of a table are meant.
struct RowOptions: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Only rows for which it holds; may be repeated.", valueName: "condition"))
  var `where`: [String] = []

  @Option(help: ArgumentHelp("Only these columns, with commas between.", valueName: "columns"))
  var columns: String?

  /// The columns that were named.
  var columnNames: [String] {
    (columns ?? "").split(separator: ",").map { part in
      String(part.drop { $0 == " " })
    }
  }

  /// The conditions.
  ///
  /// Errors: `notAFilter`.
  func filters() throws -> [RecordFilter] {
    try `where`.map { text in
      guard let filter = RecordFilter(text) else { throw Failure.notAFilter(text) }
      return filter
    }
  }
}

/// Cells that are to be written, as they are typed.
enum Assignments {
  /// Reads them.
  ///
  /// Errors: `notAnAssignment`.
  static func read(_ texts: [String]) throws -> [RecordAssignment] {
    try texts.map { text in
      guard let assignment = RecordAssignment(text) else { throw Failure.notAnAssignment(text) }
      return assignment
    }
  }
}
