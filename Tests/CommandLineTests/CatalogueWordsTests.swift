import Foundation
import Testing

@Suite("The catalogue is complete, and each language is itself")
struct CatalogueWordsTests {
  /// Words of bokmål that nynorsk has others for.
  static let notNynorsk: Set = [
    "ikke", "fra", "bare", "en", "et", "uke", "uker", "endringer", "hva", "hvem", "hvor", "hvorfor",
    "hvordan", "hver", "noe", "noen", "jeg", "dere", "blir", "ble", "være", "gjøre", "gjør", "selv",
    "siden", "nå", "også", "mer", "flere", "annen", "annet", "kommer", "samme", "vises",
    "venter", "pakker", "samlinger", "nøkler", "hos", "gi", "de",
    "dem", "deres", "fortsatt", "ennå", "allerede", "igjen", "sammen", "mangler", "følger",
    "skrevet", "endret", "slettet", "finnes", "filen", "raden", "kommuner", "veien",
  ]
  /// Words of nynorsk that bokmål has others for.
  static let notBokmål: Set = [
    "ikkje", "frå", "berre", "ein", "eit", "éin", "veke", "veker", "endringar", "kva", "kven",
    "kvar",
    "kvifor", "korleis", "noko", "nokon", "vert", "vart", "vere", "gjere", "gjer", "sjølv", "sidan",
    "no", "òg", "meir", "fleire", "annan", "anna", "hjå", "dei", "enno", "att", "same",
    "ventar", "pakkar", "kopiar", "samlingar", "manglar", "følgjer", "endra", "sletta",
    "finst", "rada", "fila", "mappa", "ho", "eg", "seie", "gje", "gjev", "høyrer",
  ]
  /// Words of both that English does not have.
  private static let notEnglish: Set = [
    "ikkje", "ikke", "og", "er", "det", "som", "til", "med", "av", "på", "den", "denne", "kan",
    "har", "vert", "blir", "pakke", "samling", "kopi", "avtale", "rad", "ei", "ein", "en",
  ]

  @Test("Nothing is empty or left untranslated, and every language is filled in alike")
  func complete() throws {
    let source = try CatalogueSource()
    #expect(source.texts.count > 300, "the reader of the catalogue finds too little")
    for text in source.texts {
      let words = ["nn", "nb", "en"].map { text.words[$0] ?? "" }
      let areEmpty = words.map { word in !word.contains(where: \.isLetter) }
      #expect(Set(areEmpty).count == 1, "\(text)")
      let isLong = words[0].split(separator: " ").count > 4
      #expect(!isLong || words[0] != words[2], "not translated: \(text)")
      #expect(!isLong || words[1] != words[2], "not translated: \(text)")
    }
  }

  @Test(
    "No sentence of nynorsk is one of bokmål, or the other way round, and none is in the wrong place"
  )
  func languages() throws {
    for text in try CatalogueSource().texts where text.words["nn"]?.contains("nn, nb") != true {
      let found = [
        ("nn", Self.notNynorsk), ("nb", Self.notBokmål), ("en", Self.notEnglish),
      ].flatMap { language, foreign in
        Self.words(of: text.words[language] ?? "").intersection(foreign).map {
          "\(language): \($0)"
        }
      }
      #expect(found.isEmpty, "\(text)")
    }
  }

  @Test("A text that is one in all languages has no words of its own")
  func plain() throws {
    let source = try CatalogueSource()
    for text in source.plain {
      let words = text.replacing(/\\\([^"]*?\)+/, with: " ").split { !$0.isLetter }
      #expect(words.allSatisfy { $0.allSatisfy(\.isUppercase) || $0.count < 4 }, "\(text)")
    }
  }

  static func words(of text: String) -> Set<String> {
    let words = text.lowercased().split { !$0.isLetter && $0 != "_" }
    return Set(words.map(String.init))
  }
}
