/// What an error is about, in the order that its code documents.
struct Subjects {
  private let words: [String]

  /// Names the things.
  init(_ words: [String]) { self.words = words }

  /// The first thing, most often a path; a question mark when it was not told.
  var first: String { word(0) }
  /// The second.
  var second: String { word(1) }
  /// The third.
  var third: String { word(2) }

  private func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "?" }
}
