import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore
import SognForAlle
import Testing

@Suite("The words of Sogn for alle fit its tables")
struct VocabularyTests {
  private let vocabulary = SognTemplate.vocabulary

  private func tables() throws -> [RecordTable] {
    let town = try TestCollaboration(
      [], schema: SognTemplate.schema,
      rules: String(decoding: SognTemplate.rules, as: UTF8.self))
    return try town.coordinator.tables(named: nil, vocabulary).map(\.table)
  }

  @Test("Every table and column has a label, and no two columns of a table the same")
  func labels() throws {
    let tables = try tables()
    #expect(Set(tables.map(\.name)) == Set(vocabulary.tables.keys))
    let places = tables.flatMap { table in
      table.columns.map { Vocabulary.Place(table.name, $0.name) }
    }
    #expect(Set(places) == Set(vocabulary.columns.keys))
    for table in tables {
      let terms = table.columns.compactMap { vocabulary.columns[.init(table.name, $0.name)] }
      for words in [terms.map(\.nn), terms.map(\.nb), terms.map(\.en)] {
        #expect(Set(words.map { $0.lowercased() }).count == terms.count, "\(table.name): \(words)")
      }
    }
  }

  @Test("The values that have labels are those that the schema allows")
  func choices() throws {
    for table in try tables() {
      for column in table.columns where !column.restriction.isYesOrNo {
        let place = Vocabulary.Place(table.name, column.name)
        let labelled = Set((vocabulary.choices[place] ?? []).map { Value.text($0.code) })
        #expect(labelled == Set(column.restriction.choices), "\(place)")
      }
    }
  }

  @Test("Lists refer to tables, and names, lists and demands are about columns that are there")
  func places() throws {
    let tables = try tables()
    let sets = tables.flatMap { table in
      table.columns.filter(\.isSet).map { Vocabulary.Place(table.name, $0.name) }
    }
    let known = Set(vocabulary.columns.keys)
    #expect(Set(vocabulary.sets.keys).union(vocabulary.events.keys).isSubset(of: sets))
    #expect(Set(vocabulary.sets.values).isSubset(of: tables.map(\.name)))
    #expect(vocabulary.required.isSubset(of: known))
    #expect(vocabulary.names.allSatisfy { known.contains(.init($0.key, $0.value)) })
  }
}

@Suite("Organisation numbers")
struct OrganisationNumberTests {
  @Test("Public numbers are right", arguments: ["974760673", "889640782", "123456785"])
  func right(number: String) { #expect(OrganisationNumber.isValid(number)) }

  @Test("Any other digit in any place is wrong, and so is another length")
  func wrong() {
    let digits = Array("974760673")
    for place in digits.indices {
      for digit in "0123456789" where digit != digits[place] {
        var other = digits
        other[place] = digit
        #expect(!OrganisationNumber.isValid(String(other)), "\(String(other))")
      }
    }
    for text in ["97476067", "9747606730", "97476067x", "", "９７４７６０６７３"] {
      #expect(!OrganisationNumber.isValid(text), "\(text)")
    }
  }
}
