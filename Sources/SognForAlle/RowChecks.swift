import Exchange
import MergeAlgebra

/// What must hold between the columns of a row, and between a row and the one that it refers to.
///
/// The schema says nothing of it, so that each column merges by itself: it is asked of whoever writes.
enum RowChecks {
  /// Days of which the second is not before the first.
  private static let spans: [String: [(from: String, to: String)]] = [
    "municipality": [("member_from", "member_to")],
    "contact_person": [("valid_from", "valid_to")],
    "agreement": [("signed_on", "valid_to"), ("union_agreed_on", "valid_to")],
    "placement": [("starts_on", "max_end_on")],
  ]
  /// Columns with organisation numbers.
  private static let numbers: [String: [String]] = [
    "employer": ["org_no", "parent_org_no"], "agreement_unit": ["org_no"],
  ]
  /// A column that must be filled in, by another column and its value; any value without one.
  private static let companions: [String: [(column: String, other: String, value: String?)]] = [
    "contribution": [("question", "kind", "REFLEKSJON")],
    "opening": [("loop_code", "kind", "LOOP"), ("loop_code", "loop_slot", nil)],
  ]
  /// A column whose row must have the same owner, with the owner columns of both.
  private static let owners: [String: (column: String, own: String, theirs: String)] = [
    "agreement_unit": ("agreement", "owner_kommune", "owner_kommune"),
    "placement": ("candidate", "kommunenr", "kommunenr"),
  ]
  /// A column whose row must be of a kind.
  private static let kinds: [String: (column: String, kind: String)] = [
    "need": ("plan_node", "AP")
  ]

  /// All that is wrong with a row; only what is written can be.
  static func findings(_ row: WrittenRow) throws -> [RecordFinding] {
    let table = row.table
    var findings: [RecordFinding] = []
    for (from, to) in spans[table] ?? [] where !row.written.isDisjoint(with: [from, to]) {
      if let first = row.text(from), let last = row.text(to), last < first {
        findings.append(row.finding(to, .earlierThan(from)))
      }
    }
    for column in numbers[table] ?? [] where row.written.contains(column) {
      if let number = row.text(column), !OrganisationNumber.isValid(number) {
        findings.append(row.finding(column, .badCheckDigit))
      }
    }
    for (column, other, value) in companions[table] ?? []
    where !row.written.isDisjoint(with: [column, other]) {
      guard let there = row.values[other], !there.isNull, row.values[column]?.isNull ?? true,
        value == nil || there == .text(value ?? "")
      else { continue }
      findings.append(row.finding(column, .neededWith(column: other, value: there)))
    }
    if let (column, own, theirs) = owners[table], !row.written.isDisjoint(with: [column, own]),
      let parent = try row.row(by: column), parent[theirs] != row.values[own]
    {
      findings.append(row.finding(own, .otherOwner(column)))
    }
    if let (column, kind) = kinds[table], row.written.contains(column),
      let parent = try row.row(by: column), parent["kind"] != .text(kind)
    {
      findings.append(row.finding(column, .wrongKind(column: "kind", value: .text(kind))))
    }
    return findings
  }
}
