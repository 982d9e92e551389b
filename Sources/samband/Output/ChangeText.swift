import MergeAlgebra
import ReplicaStore

/// What a change did to a column, as a person reads it.
struct ChangeText {
  private let change: CellChange
  private let kind: RowChange.Kind
  private let console: Console
  private let isShort: Bool

  /// Describes a column's change; `isShort` cuts values to what a list has room for.
  init(_ change: CellChange, of kind: RowChange.Kind, isShort: Bool, _ console: Console) {
    self.change = change
    self.kind = kind
    self.isShort = isShort
    self.console = console
  }

  /// `IDE → PAG`, for sets and sums also what was added and removed.
  var text: String {
    let notes = self.notes
    let values: String
    switch (change.before, change.after) {
    case (let before?, let after?) where before == after: values = cell(after)
    case (let before?, let after?): values = "\(cell(before)) → \(cell(after))"
    case (nil, let after?): values = cell(after)
    case (let before?, nil): values = cell(before)
    case (nil, nil): values = ""
    }
    let note = notes.isEmpty ? "" : "(\(notes.joined(separator: ", ")))"
    return [values, note].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private var notes: [String] {
    var notes: [String] = []
    if kind == .update || change.after == nil {
      notes += change.adding.map { "+\(element($0))" } + change.removing.map { "−\(element($0))" }
      if let difference = change.difference {
        notes.append(difference > 0 ? "+\(difference)" : "\(difference)")
      }
    }
    if change.isSuggestion { notes.append(console.text(.suggestion)) }
    if change.choices > 1 { notes.append(console.text(.choseAmong(change.choices))) }
    return notes
  }

  private func cell(_ value: Value) -> String {
    let text = CellText(value, console.language)
    return isShort ? text.short : text.whole
  }

  private func element(_ element: Element) -> String {
    CellText(.text(element.bytes), console.language).short
  }
}

extension TextTable {
  /// A line for each column that a change wrote; `name` says what a column is called.
  mutating func add(
    _ changes: [CellChange], of kind: RowChange.Kind, isShort: Bool, _ console: Console,
    name: (String) -> String = { $0 }
  ) {
    for change in changes {
      add(name(change.column), ChangeText(change, of: kind, isShort: isShort, console).text)
    }
  }
}
