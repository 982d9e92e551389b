import Exchange
import Foundation

extension SognTemplate {
  /// The words of the template, and what no CHECK of its schema can say.
  public static let vocabulary: Vocabulary = {
    let document: Labels
    do {
      document = try JSONDecoder().decode(Labels.self, from: Data(SognTemplate.labels))
    } catch {
      preconditionFailure("labels.json cannot be read: \(error)")
    }
    var vocabulary = document.vocabulary
    vocabulary.check = RowChecks.findings
    return vocabulary
  }()
}

/// The labels document.
private struct Labels: Decodable {
  struct Words: Decodable {
    let nn: String
    let nb: String
    let en: String

    var term: Term { Term(nn: nn, nb: nb, en: en) }
  }

  struct Table: Decodable {
    let nn: String
    let nb: String
    let en: String
    let columns: [String: Words]
  }

  struct Choice: Decodable {
    let code: String
    let nn: String
    let nb: String
    let en: String
  }

  struct Enumeration: Decodable {
    let values: [Choice]

    var choices: [Vocabulary.Choice] {
      values.map { .init(code: $0.code, term: Term(nn: $0.nn, nb: $0.nb, en: $0.en)) }
    }
  }

  let tables: [String: Table]
  let enums: [String: Enumeration]
  let columnsEnum: [String: String]
  let sets: [String: String]
  let events: [String: String]
  let required: [String]
  let names: [String: String]

  var vocabulary: Vocabulary {
    var vocabulary = Vocabulary()
    for (name, table) in tables {
      vocabulary.tables[name] = Term(nn: table.nn, nb: table.nb, en: table.en)
      for (column, words) in table.columns {
        vocabulary.columns[.init(name, column)] = words.term
      }
    }
    for (place, name) in columnsEnum {
      vocabulary.choices[Self.place(place)] = enums[name]?.choices
    }
    for (place, name) in events { vocabulary.events[Self.place(place)] = enums[name]?.choices }
    for (place, table) in sets { vocabulary.sets[Self.place(place)] = table }
    vocabulary.required = Set(required.map(Self.place))
    vocabulary.names = names
    return vocabulary
  }

  /// A column as `measure.status`.
  private static func place(_ text: String) -> Vocabulary.Place {
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    return Vocabulary.Place(parts[0], parts.last ?? "")
  }
}
