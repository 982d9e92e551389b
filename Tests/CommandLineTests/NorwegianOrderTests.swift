import Testing

@testable import samband

@Suite("Lists are in the order in which people here look words up")
struct NorwegianOrderTests {
  @Test(
    "Words stand where a Norwegian looks for them",
    arguments: [
      ["Aurland", "Gloppen", "Vik", "Ærfugl", "Ørsta", "Årdal"],
      ["alder", "By", "bær", "Bø", "bøk", "båt"],
      ["Sandnes", "Zulu", "Ålesund", "Åsane", "Aasen"],
      ["T1", "T2", "T9", "T10", "T10a", "T011"],
      ["Idé", "idear", "Ideen"], ["Müller", "Myrvang"], ["Österbø", "Østerås"],
      ["measure T1: budget", "measure T1: title", "measure T10: budget"],
    ])
  func order(words: [String]) {
    #expect(words.shuffled().sorted { NorwegianOrder($0) < NorwegianOrder($1) } == words)
  }

  @Test("Æ, ø and å come after z, in this order, and aa is an å")
  func letters() {
    let letters = ["å", "z", "ø", "a", "æ", "aa", "y"].sorted {
      NorwegianOrder($0) < NorwegianOrder($1)
    }
    #expect(letters == ["a", "y", "z", "æ", "ø", "aa", "å"])
  }

  @Test("Two texts that are not the same are never taken for the same")
  func strict() {
    let words = ["Å", "å", "AA", "aa", "01", "1", "", "a"]
    for one in words {
      for other in words where one != other {
        let before = NorwegianOrder(one) < NorwegianOrder(other)
        #expect(before != (NorwegianOrder(other) < NorwegianOrder(one)), "\(one), \(other)")
      }
    }
  }
}
