import MergeAlgebra

/// Rules for a database that has none yet, read from what its schema says.
///
/// ON DELETE CASCADE becomes `cascade`; ON DELETE SET NULL becomes `clear` where NULL can be kept
/// after any merge; other references bring their parent back (`revive`). Columns that a reference
/// names and that are no primary key become `fixed`. An INTEGER PRIMARY KEY is `generated` unless it
/// is a reference itself. Triggers that only keep a search index run for merged rows too.
package struct RulesProposal: Equatable, Sendable {
  /// The rules; what they leave out is left to the defaults.
  public let declarations: Declarations

  init(_ schema: ExistingSchema) {
    var declarations = Declarations()
    for shape in schema.shapes {
      let declaration = Self.declaration(of: shape, among: schema.shapes)
      if declaration != TableDeclaration() { declarations.tables[shape.name] = declaration }
    }
    let virtual = Set(schema.virtualTables.map { $0.lowercased() })
    for trigger in schema.objects where trigger.kind == "trigger" {
      let targets = TriggerTargets.of(trigger.sql)
      if !targets.isEmpty && targets.isSubset(of: virtual) {
        declarations.triggers[trigger.name] = .merged
      }
    }
    self.declarations = declarations
  }

  private static func declaration(
    of shape: TableShape, among shapes: [TableShape]
  ) -> TableDeclaration {
    var declaration = TableDeclaration()
    if shape.hasRowIDKey { declaration.keyOrigin = shape.keyOrigin(TableDeclaration()) }
    for key in shape.foreignKeys {
      // The rules document joins columns with a comma.
      if key.columns.contains(where: { $0.contains(",") }) { continue }
      switch key.onDelete {
      case .cascade: declaration.foreignKeys[key.columns] = .cascade
      case .setNull where !shape.isBound(key) && !shape.isChecked(key):
        declaration.foreignKeys[key.columns] = .clear
      default: break
      }
    }
    for other in shapes {
      for key in other.foreignKeys where key.parent == shape.name {
        for name in key.parentColumns where shape.cells.contains(where: { $0.name == name }) {
          declaration.columns[name] = ColumnDeclaration(isFixed: true)
        }
      }
    }
    return declaration
  }
}
