import MergeAlgebra
import StrictJSON

extension JSONValue {
  /// The rules document that says what these declarations say; defaults are left out.
  ///
  /// Of the rules for columns it writes only `fixed`: it is for proposals, which have no others.
  init(_ declarations: Declarations) {
    let tables = declarations.tables.sorted { $0.key < $1.key }.map { name, table in
      JSONMember(name: name, value: JSONValue(table))
    }
    let triggers = declarations.triggers.sorted { $0.key < $1.key }.map { name, rule in
      JSONMember(name: name, value: .string(rule.rawValue))
    }
    self = .object(
      [JSONMember(name: "tables", value: .object(tables))]
        + (triggers.isEmpty ? [] : [JSONMember(name: "triggers", value: .object(triggers))]))
  }

  private init(_ table: TableDeclaration) {
    var members: [JSONMember] = []
    let fixed = table.columns.filter(\.value.isFixed).keys.sorted().map { name in
      JSONMember(name: name, value: .object([JSONMember(name: "fixed", value: .bool(true))]))
    }
    if !fixed.isEmpty { members.append(JSONMember(name: "columns", value: .object(fixed))) }
    let references = table.foreignKeys.map { (name: $0.joined(separator: ","), rule: $1) }
      .sorted { $0.name < $1.name }
      .map { JSONMember(name: $0.name, value: .string($0.rule.rawValue)) }
    if !references.isEmpty {
      members.append(JSONMember(name: "foreignKeys", value: .object(references)))
    }
    if let origin = table.keyOrigin {
      members.append(JSONMember(name: "key", value: .string(origin.rawValue)))
    }
    self = .object(members)
  }
}
