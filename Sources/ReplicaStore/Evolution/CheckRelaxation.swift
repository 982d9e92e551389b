/// Whether a CHECK allows all that another one allowed, as far as its text says.
///
/// Two CHECKs are taken apart at AND, OR and parentheses. They must have the same shape, and each
/// part must be the same, or `column IN (…)` with more values than before. Anything that could turn
/// "more" into "less", such as NOT, CASE or a function around the list, is a part of its own that
/// has to be the same.
struct CheckRelaxation {
  private indirect enum Term: Equatable {
    case leaf(String)
    case list(column: String, values: Set<String>)
    case group([Term], joints: [String])
  }

  private let old: Term
  private let new: Term

  /// Compares the conditions, parentheses included.
  init(from old: String, to new: String) {
    self.old = Self.term(SQLTokens(old))
    self.new = Self.term(SQLTokens(new))
  }

  /// Whether both say the same.
  var isSame: Bool { old == new }

  /// Whether the new one refuses nothing that the old one allowed.
  var allowsAsMuch: Bool { Self.allows(new, asMuchAs: old) }

  private static func allows(_ new: Term, asMuchAs old: Term) -> Bool {
    switch (new, old) {
    case (.leaf, .leaf): new == old
    case (.list(let column, let values), .list(let other, let before)):
      column == other && values.isSuperset(of: before)
    case (.group(let parts, let joints), .group(let others, let otherJoints)):
      joints == otherJoints && parts.count == others.count
        && zip(parts, others).allSatisfy { allows($0, asMuchAs: $1) }
    default: false
    }
  }

  private static func term(_ scanned: SQLTokens) -> Term {
    term(scanned, scanned.tokens.indices)
  }

  private static func term(_ scanned: SQLTokens, _ range: Range<Int>) -> Term {
    let tokens = scanned.tokens
    if let first = range.first, tokens[first].isSymbol("("),
      scanned.closing(first) == range.upperBound - 1
    {
      return term(scanned, first + 1..<range.upperBound - 1)
    }
    var parts: [Range<Int>] = []
    var joints: [String] = []
    var depth = 0
    var start = range.lowerBound
    for index in range {
      if tokens[index].isSymbol("(") { depth += 1 }
      if tokens[index].isSymbol(")") { depth -= 1 }
      guard depth == 0 else { continue }
      // Their ANDs and ORs join nothing that could be taken apart.
      if tokens[index].isWord("CASE") || tokens[index].isWord("BETWEEN") {
        return .leaf(scanned.form(of: range))
      }
      guard tokens[index].isWord("AND") || tokens[index].isWord("OR") else { continue }
      parts.append(start..<index)
      joints.append(tokens[index].text.uppercased())
      start = index + 1
    }
    guard !joints.isEmpty else { return leaf(scanned, range) }
    parts.append(start..<range.upperBound)
    return .group(parts.map { term(scanned, $0) }, joints: joints)
  }

  private static func leaf(_ scanned: SQLTokens, _ range: Range<Int>) -> Term {
    let tokens = scanned.tokens
    guard range.count >= 4, let first = range.first, let last = range.last,
      tokens[first].kind == .word || tokens[first].kind == .quotedName,
      tokens[first + 1].isWord("IN"), tokens[first + 2].isSymbol("("),
      scanned.closing(first + 2) == last
    else { return .leaf(scanned.form(of: range)) }
    let values = scanned.parts(of: first + 3..<last)
    let areLiterals = values.allSatisfy { value in
      value.allSatisfy { tokens[$0].kind == .text || tokens[$0].kind == .number }
        && value.count == 1
    }
    guard areLiterals else { return .leaf(scanned.form(of: range)) }
    return .list(
      column: tokens[first].text.lowercased(), values: Set(values.map { scanned.form(of: $0) }))
  }
}
