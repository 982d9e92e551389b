import MergeAlgebra
import Testing

@testable import ReplicaStore

@Suite("What CHECKs tell a person of a column")
struct RestrictionTests {
  private func read(_ sql: String) -> ColumnRestriction {
    var restriction = ColumnRestriction()
    restriction.read(sql, of: "x")
    return restriction
  }

  @Test("A list of values is a choice, in the order of the schema")
  func choices() {
    #expect(read("(x IN ('B', 'A', 'it''s'))").choices == [.text("B"), .text("A"), .text("it's")])
    #expect(read("(\"x\" IN (0, 1))").isYesOrNo)
    #expect(read("(x IN (SELECT a FROM b))").choices.isEmpty)
    #expect(read("(y IN ('A'))").choices.isEmpty)
  }

  @Test("Limits are read beside other conditions, and where the cell may be empty")
  func limits() {
    let range = read("(typeof(x) = 'integer' AND x BETWEEN -1 AND 5)")
    #expect(range.least == .integer(-1) && range.most == .integer(5))
    let both = read("((x >= 2) AND x <= 9)")
    #expect(both.least == .integer(2) && both.most == .integer(9))
    #expect(read("(x IS NULL OR x >= 3)").least == .integer(3))
    #expect(read("(length(x) = 4 AND x NOT GLOB '*[^0-9]*')").length == 4)
  }

  @Test("Of several things that may hold none is told as the rule")
  func alternatives() {
    let either = read("(x >= 3 OR x IN (-1))")
    #expect(either.least == nil && either.choices.isEmpty)
  }

  @Test("Days, weeks and quarters are known by their patterns")
  func forms() {
    let year = "[0-9][0-9][0-9][0-9]"
    #expect(read("(x GLOB '\(year)-[0-9][0-9]-[0-9][0-9]')").form == .date)
    #expect(read("(x GLOB '\(year)-W[0-5][0-9]')").form == .week)
    #expect(read("(x GLOB '\(year)-Q[1-4]')").form == .quarter)
    #expect(read("(x GLOB '*a*')").form == nil)
  }
}
