/// Writes a name so that SQLite reads exactly that name.
func quoted(_ name: String) -> String {
  doubling("\"", in: name)
}

/// Writes a text literal.
func literal(_ text: String) -> String {
  doubling("'", in: text)
}

/// Puts a text between quotes; by scalars, for a quote and a combining mark are one character.
private func doubling(_ quote: Unicode.Scalar, in text: String) -> String {
  var result = String.UnicodeScalarView([quote])
  for scalar in text.unicodeScalars {
    result.append(scalar)
    if scalar == quote { result.append(quote) }
  }
  result.append(quote)
  return String(result)
}

/// SQL text in pieces: enough to find the CHECKs of a table and the terms of an index, which no
/// pragma tells. (Lexical rules: sqlite.org/lang_keywords.html and the amalgamation's tokenizer.)
struct SQLTokens {
  enum Kind: Equatable {
    case word
    case quotedName
    case text
    case number
    case symbol(UInt8)
  }

  struct Token {
    let kind: Kind
    /// The name without quotes, or the text as written.
    let text: String
    /// Byte offsets in the source.
    let range: Range<Int>
    /// Where it begins, counted from 1.
    let line: Int

    func isWord(_ word: String) -> Bool { kind == .word && text.uppercased() == word }
    func isSymbol(_ symbol: Character) -> Bool { kind == .symbol(symbol.asciiValue ?? 0) }
  }

  let source: [UInt8]
  let tokens: [Token]

  init(_ sql: String) {
    source = Array(sql.utf8)
    var scanner = Scanner(source: source)
    tokens = scanner.scan()
  }

  /// The source between two tokens, both included.
  func text(of range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    let bytes = source[tokens[first].range.lowerBound..<tokens[last].range.upperBound]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The index of the `)` that closes the `(` at `open`; the last token when none does.
  func closing(_ open: Int) -> Int {
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index].isSymbol("(") { depth += 1 }
      if tokens[index].isSymbol(")") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return tokens.count - 1
  }

  /// The ranges between the commas at the top level of `range`.
  func parts(of range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var depth = 0
    var start = range.lowerBound
    for index in range {
      if tokens[index].isSymbol("(") { depth += 1 }
      if tokens[index].isSymbol(")") { depth -= 1 }
      if depth == 0 && tokens[index].isSymbol(",") {
        parts.append(start..<index)
        start = index + 1
      }
    }
    parts.append(start..<range.upperBound)
    return parts
  }
}

extension SQLTokens {
  private struct Scanner {
    let source: [UInt8]
    var place = 0
    private var line = 1
    private var counted = 0

    init(source: [UInt8]) { self.source = source }

    mutating func scan() -> [Token] {
      var tokens: [Token] = []
      while place < source.count {
        if skipSpaceOrComment() { continue }
        line += source[counted..<place].count { $0 == 0x0A }
        counted = place
        tokens.append(next())
      }
      return tokens
    }

    private func byte(_ offset: Int) -> UInt8 {
      place + offset < source.count ? source[place + offset] : 0
    }

    private mutating func skipSpaceOrComment() -> Bool {
      let first = byte(0)
      if first == 0x20 || (0x09...0x0D).contains(first) {
        place += 1
      } else if first == UInt8(ascii: "-") && byte(1) == UInt8(ascii: "-") {
        while place < source.count && source[place] != 0x0A { place += 1 }
      } else if first == UInt8(ascii: "/") && byte(1) == UInt8(ascii: "*") {
        place += 2
        while place < source.count
          && !(byte(0) == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/"))
        {
          place += 1
        }
        place = min(place + 2, source.count)
      } else {
        return false
      }
      return true
    }

    private mutating func next() -> Token {
      let start = place
      switch byte(0) {
      case UInt8(ascii: "'"): return closed(start, by: UInt8(ascii: "'"), .text)
      case UInt8(ascii: "\""): return closed(start, by: UInt8(ascii: "\""), .quotedName)
      case UInt8(ascii: "`"): return closed(start, by: UInt8(ascii: "`"), .quotedName)
      case UInt8(ascii: "["): return closed(start, by: UInt8(ascii: "]"), .quotedName)
      case let first where isWordByte(first):
        while place < source.count && (isWordByte(source[place]) || source[place] == 0x24) {
          place += 1
        }
        let isNumber = (0x30...0x39).contains(first)
        return token(start, isNumber ? .number : .word)
      case let symbol:
        place += 1
        return token(start, .symbol(symbol))
      }
    }

    private mutating func closed(_ start: Int, by quote: UInt8, _ kind: Kind) -> Token {
      var name: [UInt8] = []
      place += 1
      while place < source.count {
        if source[place] == quote {
          guard byte(1) == quote && quote != UInt8(ascii: "]") else { break }
          place += 1
        }
        name.append(source[place])
        place += 1
      }
      place = min(place + 1, source.count)
      return Token(
        kind: kind, text: String(decoding: name, as: UTF8.self), range: start..<place, line: line)
    }

    private func token(_ start: Int, _ kind: Kind) -> Token {
      Token(
        kind: kind, text: String(decoding: source[start..<place], as: UTF8.self),
        range: start..<place, line: line)
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: "_") || byte >= 0x80
    }
  }
}
