import MergeAlgebra

/// What CHECKs say of a single column, as far as it can be told to a person.
///
/// A CHECK says more than is read here; SQLite holds to the rest.
public struct ColumnRestriction: Sendable {
  /// What a text is, by the pattern that it has to match.
  public enum Form: String, Sendable {
    /// A day: `2026-09-16`.
    case date
    /// A week of ISO 8601: `2026-W38`.
    case week
    /// A quarter: `2026-Q3`.
    case quarter
  }

  /// The only values that are allowed, in the order of the schema; empty when there is no list.
  public private(set) var choices: [Value] = []
  /// The least value.
  public private(set) var least: Value?
  /// The greatest value.
  public private(set) var most: Value?
  /// How many characters a text has.
  public private(set) var length: Int?
  /// What a text is.
  public private(set) var form: Form?

  /// Whether the values are yes and no.
  public var isYesOrNo: Bool { choices == [.integer(0), .integer(1)] }

  /// Reads one CHECK that names this column alone.
  mutating func read(_ sql: String, of column: String) {
    let scanned = SQLTokens(sql)
    let whole = Self.unwrapped(scanned.tokens[...])
    let either = Self.parts(of: whole, at: "OR").filter { !Self.isNullTest($0, column) }
    // Where one of several things may hold, none of them can be told as the rule.
    guard either.count == 1 else { return }
    for term in Self.parts(of: either[0], at: "AND") { read(Self.unwrapped(term), of: column) }
  }

  private typealias Tokens = ArraySlice<SQLTokens.Token>

  private mutating func read(_ term: Tokens, of column: String) {
    let tokens = Array(term)
    func isColumn(_ place: Int) -> Bool {
      tokens.indices.contains(place)
        && (tokens[place].kind == .word || tokens[place].kind == .quotedName)
        && tokens[place].text.lowercased() == column.lowercased()
    }
    if tokens.count == 6, tokens[0].isWord("LENGTH"), isColumn(2), tokens[4].isSymbol("=") {
      length = Int(tokens[5].text)
    }
    guard isColumn(0), tokens.count > 2 else { return }
    let rest = tokens.dropFirst(2)
    if tokens[1].isWord("IN"), tokens[2].isSymbol("("), tokens.last?.isSymbol(")") ?? false {
      let values = rest.dropFirst().dropLast().split { $0.isSymbol(",") }.map(Self.literal)
      let known = values.compactMap(\.self)
      if known.count == values.count { choices = known }
    } else if tokens[1].isWord("GLOB") {
      form = Self.literal(rest)?.string.flatMap(Self.form)
    } else if tokens[1].isWord("BETWEEN"), let and = rest.firstIndex(where: { $0.isWord("AND") }) {
      least = Self.literal(rest[..<and])
      most = Self.literal(rest[(and + 1)...])
    } else if tokens[1].isSymbol(">"), tokens[2].isSymbol("=") {
      least = Self.literal(rest.dropFirst())
    } else if tokens[1].isSymbol("<"), tokens[2].isSymbol("=") {
      most = Self.literal(rest.dropFirst())
    }
  }

  private static let digits = "[0-9][0-9]"

  private static func form(_ pattern: String) -> Form? {
    let year = digits + digits
    switch pattern {
    case "\(year)-\(digits)-\(digits)": return .date
    case "\(year)-W[0-5][0-9]", "\(year)-W\(digits)": return .week
    case "\(year)-Q[1-4]": return .quarter
    default: return nil
    }
  }

  private static func literal(_ tokens: Tokens) -> Value? {
    guard let last = tokens.last, tokens.count <= 2 else { return nil }
    let isNegative = tokens.count == 2 && (tokens.first?.isSymbol("-") ?? false)
    if tokens.count == 2 && !isNegative { return nil }
    switch last.kind {
    case .text where tokens.count == 1: return .text(last.text)
    case .number:
      let text = (isNegative ? "-" : "") + last.text
      return Int64(text).map { .integer($0) } ?? Double(text).map { .real($0) }
    default: return nil
    }
  }

  private static func isNullTest(_ tokens: Tokens, _ column: String) -> Bool {
    let words = unwrapped(tokens).map { $0.text.uppercased() }
    return words == [column.uppercased(), "IS", "NULL"]
  }

  /// Without the parentheses around the whole.
  private static func unwrapped(_ tokens: Tokens) -> Tokens {
    var tokens = tokens
    while let first = tokens.first, first.isSymbol("("), closing(tokens) == tokens.endIndex - 1 {
      tokens = tokens.dropFirst().dropLast()
    }
    return tokens
  }

  private static func closing(_ tokens: Tokens) -> Int? {
    var depth = 0
    for place in tokens.indices {
      if tokens[place].isSymbol("(") { depth += 1 }
      if tokens[place].isSymbol(")") {
        depth -= 1
        if depth == 0 { return place }
      }
    }
    return nil
  }

  /// The parts between a word at the top level; the AND of a BETWEEN is no such word.
  private static func parts(of tokens: Tokens, at word: String) -> [Tokens] {
    var parts: [Tokens] = []
    var depth = 0
    var start = tokens.startIndex
    var isBetween = false
    for place in tokens.indices {
      let token = tokens[place]
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      guard depth == 0 else { continue }
      if token.isWord("BETWEEN") { isBetween = true }
      guard token.isWord(word) else { continue }
      if isBetween && word == "AND" {
        isBetween = false
        continue
      }
      parts.append(tokens[start..<place])
      start = place + 1
    }
    return parts + [tokens[start...]]
  }
}
