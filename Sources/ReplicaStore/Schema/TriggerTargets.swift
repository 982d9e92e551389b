/// What the statements of a trigger write.
enum TriggerTargets {
  /// The tables that a trigger writes, in lower case.
  static func of(_ sql: String) -> Set<String> {
    let tokens = SQLTokens(sql).tokens
    guard let begin = tokens.firstIndex(where: { $0.isWord("BEGIN") }) else { return [] }
    var targets: Set<String> = []
    for (place, token) in tokens.enumerated() where place > begin {
      let before = tokens[place - 1]
      let isDelete = token.isWord("FROM") && before.isWord("DELETE")
      let isInsert = token.isWord("INTO")
      let isUpdate = token.isWord("UPDATE")
      guard isDelete || isInsert || isUpdate else { continue }
      var next = place + 1
      if isUpdate && tokens.indices.contains(next) && tokens[next].isWord("OR") { next += 2 }
      // `ON CONFLICT DO UPDATE SET` names no table.
      guard tokens.indices.contains(next), !tokens[next].isWord("SET") else { continue }
      targets.insert(tokens[next].text.lowercased())
    }
    return targets
  }
}
