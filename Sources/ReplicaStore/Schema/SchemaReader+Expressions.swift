extension SchemaReader {
  /// The CHECKs of a CREATE TABLE statement with the columns that each names.
  static func checks(in sql: String, _ columns: [String]) -> [TableShape.Check] {
    let scanned = SQLTokens(sql)
    return scanned.tokens.indices.compactMap { index in
      guard scanned.tokens[index].isWord("CHECK"), index + 1 < scanned.tokens.count,
        scanned.tokens[index + 1].isSymbol("(")
      else { return nil }
      let close = scanned.closing(index + 1)
      return TableShape.Check(
        sql: scanned.text(of: index + 1..<close + 1),
        columns: named(in: index + 2..<max(close, index + 2), of: scanned, columns))
    }
  }

  /// How the generated columns of a CREATE TABLE statement are computed, by their names in lower case.
  static func generations(
    in sql: String, _ columns: [String]
  ) -> [String: TableShape.Generation] {
    let scanned = SQLTokens(sql)
    guard let open = scanned.tokens.firstIndex(where: { $0.isSymbol("(") }) else { return [:] }
    var generations: [String: TableShape.Generation] = [:]
    for part in scanned.parts(of: open + 1..<scanned.closing(open)) {
      let start = part.dropLast().first {
        scanned.tokens[$0].isWord("AS") && scanned.tokens[$0 + 1].isSymbol("(")
      }
      guard let start, let name = part.first.map({ scanned.tokens[$0].text }) else { continue }
      let close = scanned.closing(start + 1)
      generations[name.lowercased()] = TableShape.Generation(
        sql: scanned.text(of: start + 1..<close + 1),
        columns: named(in: start + 2..<max(close, start + 2), of: scanned, columns))
    }
    return generations
  }

  /// The columns that a part of a statement names, each once.
  private static func named(
    in range: Range<Int>, of scanned: SQLTokens, _ columns: [String]
  ) -> [String] {
    let known = Dictionary(
      columns.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    var named: [String] = []
    for place in range {
      let token = scanned.tokens[place]
      guard token.kind == .word || token.kind == .quotedName,
        !(token.kind == .word && scanned.tokens[place + 1].isSymbol("(")),
        let column = known[token.text.lowercased()], !named.contains(column)
      else { continue }
      named.append(column)
    }
    return named
  }
}
