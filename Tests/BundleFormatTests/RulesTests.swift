import BundleFormat
import MergeAlgebra
import Testing

@Suite("The rules document says what it means, or what to write instead")
struct RulesTests {
  static let example = #"""
    {"tables": {"measure": {
      "audience": "everyone", "owner": "owner_kommune", "write": "anyone",
      "deletion": "keep-edited", "unit": "column", "groups": [["starts_on", "ends_on"]],
      "columns": {"code": {"fixed": true}, "tags": {"rule": "union"},
                  "note": {"rule": "ask", "personal": true},
                  "status": {"rule": "furthest",
                             "order": [["IDE"], ["PLAN"], ["PAG"], ["FERD", "STOGG"]]}},
      "foreignKeys": {"plan_node": "revive", "a,b": "clear"},
      "unique": {"code": "merge"}}}}
    """#

  @Test("The example of the protocol is read")
  func protocolExample() throws {
    let declarations = try RulesDocument.declarations(from: Self.example.bytes)
    let table = try #require(declarations.tables["measure"])
    #expect(table.owner == "owner_kommune")
    #expect(table.groups == [["starts_on", "ends_on"]])
    #expect(table.columns["code"] == ColumnDeclaration(isFixed: true))
    #expect(table.columns["tags"] == ColumnDeclaration(rule: .union))
    #expect(table.columns["note"] == ColumnDeclaration(rule: .ask, isPersonal: true))
    #expect(table.foreignKeys == [["plan_node"]: .revive, ["a", "b"]: .clear])
    #expect(table.unique == [["code"]: .merge])
    guard case .furthest(let order) = table.columns["status"]?.rule else {
      Issue.record("the status is not by furthest")
      return
    }
    #expect(order.isBefore(.text("IDE"), .text("STOGG")))
    #expect(!order.isBefore(.text("FERD"), .text("STOGG")))
  }

  @Test(
    "Everything may be left out",
    arguments: ["{}", #"{"tables":{}}"#, #"{"tables":{"t":{}}}"#])
  func defaults(json: String) throws {
    let declarations = try RulesDocument.declarations(from: json.bytes)
    #expect(declarations.tables.values.allSatisfy { $0 == TableDeclaration() })
  }

  @Test("Every word is known by its name")
  func words() throws {
    let json = #"""
      {"tables":{"t":{"audience":"member","write":"owner","deletion":"delete-wins","unit":"row",
      "foreignKeys":{"f":"cascade"},"unique":{"u":"setAside"},"columns":{"a":{"rule":"latest",
      "fixed":true},"b":{"rule":"first"},"c":{"rule":"owner"},"d":{"rule":"coordinator"},
      "e":{"rule":"highest"},"f":{"rule":"lowest"},"g":{"rule":"sum"},"h":{}}}}}
      """#
    let table = try #require(try RulesDocument.declarations(from: json.bytes).tables["t"])
    #expect(table.audience == .member)
    #expect(table.write == .owner)
    #expect(table.deletion == .deleteWins)
    #expect(table.mergesWholeRow)
    #expect(table.foreignKeys == [["f"]: .cascade])
    #expect(table.unique == [["u"]: .setAside])
    let rules = ["a", "b", "c", "d", "e", "f", "g", "h"].map { table.columns[$0]?.rule?.name }
    #expect(
      rules == ["latest", "first", "owner", "coordinator", "highest", "lowest", "sum", nil])
  }

  @Test("A chain in a group is ordered in itself and beside the others")
  func chains() throws {
    let json = #"""
      {"tables":{"t":{"columns":{"c":{"rule":"furthest",
      "order":[["SPURT",null],[["STADFESTA","BRUKT"],"AVSLATT",7,0.5]]}}}}}
      """#
    let declarations = try RulesDocument.declarations(from: json.bytes)
    guard case .furthest(let order) = declarations.tables["t"]?.columns["c"]?.rule else {
      Issue.record("the column is not by furthest")
      return
    }
    #expect(order.isBefore(.text("STADFESTA"), .text("BRUKT")))
    #expect(!order.isBefore(.text("BRUKT"), .text("STADFESTA")))
    #expect(!order.isBefore(.text("STADFESTA"), .text("AVSLATT")))
    #expect(order.isBefore(.null, .integer(7)))
    #expect(order.isBefore(.text("SPURT"), .real(0.5)))
    #expect(!order.isBefore(.integer(7), .real(0.5)))
  }

  private static func table(_ members: String) -> String { #"{"tables":{"t":{\#(members)}}}"# }
  private static func column(_ members: String) -> String {
    table(#""columns":{"c":{\#(members)}}"#)
  }

  @Test(
    "Every mistake names its place and the way out",
    arguments: [
      (#"{"table":{}}"#, #"the member "table" is unknown; write {"tables": {…}, "triggers": {…}}"#),
      (#"{"tables":{"t":[]}}"#, "table t: write an object"),
      (table(#""adience":"everyone""#), #"table t: the member "adience" is unknown; a table can"#),
      (table(#""triggers":{}"#), #"table t: the member "triggers" is unknown"#),
      (table(#""rename":{}"#), #"table t: the member "rename" is unknown"#),
      (table(#""renamed":{"a":"a"}"#), "table t, renamed: a has the same name still"),
      (table(#""renamed":{"a":"c","b":"c"}"#), "is named twice; leave one out"),
      (
        table(#""audience":"all""#),
        #"t: the audience "all" is unknown; write "everyone", "coordinator", "member" or "local""#
      ),
      (table(#""write":true"#), #"table t: write is no word; write "anyone", "owner""#),
      (table(#""deletion":"keep""#), #"write "keep-edited" or "delete-wins""#),
      (table(#""unit":"table""#), #"write "column" or "row""#),
      (table(#""owner":7"#), "table t, owner: write the name of a column"),
      (table(#""owner":"""#), "table t, owner: a column's name is empty"),
      (table(#""groups":["a","b"]"#), "table t, groups: write a list of lists"),
      (table(#""groups":[["a"]]"#), "a group has at least two columns"),
      (table(#""groups":[["a","b"],["b","c"]]"#), "b is named twice"),
      (table(#""columns":[]"#), "table t, columns: write an object"),
      (column(#""rule":"newest""#), #"column c: the rule "newest" is unknown; write "latest""#),
      (column(#""rul":"latest""#), #"column c: the member "rul" is unknown; a column can have"#),
      (column(#""rule":"furthest""#), "column c: the rule furthest needs an order"),
      (
        column(#""order":[["a"]]"#), #"an order is for the rule furthest; write "rule": "furthest""#
      ),
      (column(#""rule":"ask","order":[["a"]]"#), "an order is for the rule furthest"),
      (column(#""fixed":true,"rule":"owner""#), "a fixed column is set once and needs no rule"),
      (
        column(#""fixed":true,"rule":"furthest","order":[["a"]]"#),
        "a fixed column is set once and needs no rule"
      ),
      (column(#""fixed":1"#), "column c, fixed: write true or false"),
      (column(#""rule":"furthest","order":[]"#), "column c, order is empty; write groups"),
      (column(#""rule":"furthest","order":["a"]"#), "column c, order: write groups"),
      (column(#""rule":"furthest","order":[[]]"#), "a group is empty"),
      (column(#""rule":"furthest","order":[[[]]]"#), "a chain is empty"),
      (column(#""rule":"furthest","order":[["a"],["a"]]"#), "a value is named twice"),
      (column(#""rule":"furthest","order":[[true]]"#), "a value is a string, a number or null"),
      (column(#""rule":"furthest","order":[[1.0]]"#), "1.0 is a whole number"),
      (table(#""foreignKeys":{"a":"restore"}"#), #"table t, foreignKeys, a: the rule "restore""#),
      (table(#""foreignKeys":{"a,":"revive"}"#), #""a," names no columns"#),
      (table(#""unique":{"a":"set-aside"}"#), #"write "setAside" or "merge""#),
      ("{\"tables\":{\"é\":{},\"e\u{301}\":{}}}", "named twice, in two spellings"),
    ])
  func mistakes(json: String, message: String) throws {
    let error = #expect(throws: FormatError.self) {
      try RulesDocument.declarations(from: json.bytes)
    }
    #expect(error?.code == .badRules)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.place != nil)
  }

  @Test("What is no JSON is no rules document", arguments: ["", "{", #"{"tables":{},}"#, "[]x"])
  func noJSON(text: String) throws {
    let code = try FormatError.code { _ = try RulesDocument.declarations(from: text.bytes) }
    #expect(code == .truncated || code == .notJSON || code == .badRules)
  }
}
