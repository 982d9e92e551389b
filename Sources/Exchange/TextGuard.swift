import BundleFormat
import MergeAlgebra
import ReplicaStore

/// What a guard has to say of a text that is about to leave its member.
public enum GuardFinding: String, Hashable, Sendable, CaseIterable {
  /// A number that names one person: it must not travel.
  case nationalID
  /// An e-mail address where none is meant to be: worth a second look.
  case emailAddress
  /// A private phone number where none is meant to be: worth a second look.
  case phoneNumber

  /// Whether it stops what is done; else it is told.
  public var stops: Bool { self == .nationalID }
}

/// Looks at texts that would leave a member.
///
/// Exchange knows no domain: a program hands one guard per template to its ``Workplace``, and the
/// charter, which names the template and travels, says which one looks.
public protocol TextGuard: Sendable {
  /// What stands in a text of this column; in the note of a change set where there is no column.
  func findings(in text: String, of column: (table: String, name: String)?) -> Set<GuardFinding>
}

/// Where a guard found something.
///
/// The text itself is told nowhere.
public struct GuardedPlace: Hashable, Sendable {
  /// What was found.
  public let finding: GuardFinding
  /// The table; `nil` for the note of a change set.
  public let table: String?
  /// The row, as people read its key; digits that could name a person are covered.
  public let row: String
  /// The column.
  public let column: String
}

extension Operation {
  /// The guard of the charter's template; `nil` where there is none.
  private var textGuard: (any TextGuard)? {
    charter.charter.template.flatMap { workplace.guards[$0] }
  }

  /// Looks at what is about to be sealed; what only warns is returned.
  ///
  /// What stays within the member may hold anything. Errors: `nationalID`, `nationalIDInNote`.
  func guardDraft(_ draft: Draft, note: String) throws -> [GuardedPlace] {
    guard let textGuard, draft.circle.leavesItsMember else { return [] }
    let places = self.places(in: draft.groups, note: note, textGuard)
    guard let first = places.first(where: \.finding.stops) else { return places }
    guard let table = first.table else { throw ExchangeError(.nationalIDInNote) }
    throw ExchangeError(.nationalID, table, first.row, first.column)
  }

  /// Looks at our member's sealed change sets before they are sent: an older program may have let
  /// something by.
  ///
  /// Not at what others have made: that has left its kommune already, and one of them could stop all.
  /// Errors: `nationalIDSealed`, `storage`.
  func guardSealed(_ entries: [LogEntry]) throws {
    guard let textGuard else { return }
    for entry in entries
    where entry.dot.stream.circle.leavesItsMember && !guardedSets.contains(entry.dot)
      && newest.charter.replica(entry.dot.stream.replica)?.member == identity.member
    {
      let set = try opened(entry)
      let places = self.places(in: set.groups, note: set.head.note, textGuard)
      if let first = places.first(where: \.finding.stops) {
        let place = first.table.map { "\($0) \(first.row), \(first.column)" } ?? "–"
        throw ExchangeError(.nationalIDSealed, entry.dot.description, place)
      }
      guardedSets.insert(entry.dot)
    }
  }

  private func places(
    in groups: [OperationGroup], note: String, _ textGuard: any TextGuard
  ) -> [GuardedPlace] {
    var places = textGuard.findings(in: note, of: nil).map {
      GuardedPlace(finding: $0, table: nil, row: "", column: "")
    }
    for group in groups {
      let keys = transaction.trackedTables.first { $0.name == group.table }?.key ?? []
      for row in group.rows {
        let key = zip(keys, row.key.values).map { ($0, [$1].compactMap(\.guardedText)) }
        let cells = zip(group.columns, row.cells).map { ($0, $1.guardedTexts) }
        for (column, texts) in key + cells {
          let found = texts.reduce(into: Set<GuardFinding>()) { found, text in
            found.formUnion(textGuard.findings(in: text, of: (group.table, column)))
          }
          places += found.sorted { $0.rawValue < $1.rawValue }.map {
            GuardedPlace(
              finding: $0, table: group.table, row: covered(row.key, textGuard), column: column)
          }
        }
      }
    }
    return places
  }

  /// A key as people read it; where it names a person itself, only its first six digits are told.
  private func covered(_ key: RowKey, _ textGuard: any TextGuard) -> String {
    let text = key.readable
    guard textGuard.findings(in: text, of: nil).contains(.nationalID) else { return text }
    var digits = 0
    return String(
      text.map { character in
        guard character.isNumber else { return character }
        digits += 1
        return digits > 6 ? "•" : character
      })
  }
}

extension Circle {
  /// Whether somebody else than the member itself may hold its rows.
  fileprivate var leavesItsMember: Bool {
    if case .within = self { false } else { true }
  }
}

extension OperationGroup.Cell {
  /// All that can be read in the cell.
  fileprivate var guardedTexts: [String] {
    switch self {
    case .value(let value): [value].compactMap(\.guardedText)
    case .elements(let adding, let removing):
      (adding + removing).map { String(decoding: $0.bytes, as: UTF8.self) }
    case .difference(let number): [Value.integer(number)].compactMap(\.guardedText)
    }
  }
}

extension Value {
  /// What somebody would read in the cell: bytes as text, and a number with the zero that it lost.
  fileprivate var guardedText: String? {
    switch self {
    case .null, .row: nil
    case .text(let bytes), .blob(let bytes): String(decoding: bytes, as: UTF8.self)
    case .integer(let number): Self.digits(of: number)
    case .real(let number): Int64(exactly: number).flatMap(Self.digits)
    }
  }

  private static func digits(of number: Int64) -> String? {
    let text = String(number.magnitude)
    return text.count == 10 ? "0" + text : text.count < 10 ? nil : text
  }
}
