import Exchange

extension Console {
  /// How many findings are told; a sheet with more is another sheet.
  private static let patience = 20

  /// Tells all that is wrong with what somebody wants to write, and what to do about the first.
  func explain(_ refusal: RecordRefusal) -> ExitStatus {
    for finding in refusal.findings.prefix(Self.patience) {
      complain(.finding(finding, labels))
    }
    let rest = refusal.findings.count - Self.patience
    if rest > 0 { complain(.furtherFindings(rest)) }
    if let first = refusal.findings.first { hint(Hint(for: first)) }
    return ExitStatus(refusal)
  }
}

extension ExitStatus {
  /// The status of a refused record: not allowed where that is what the first finding says.
  init(_ refusal: RecordRefusal) {
    switch refusal.findings.first?.kind {
    case .refused, .setOnce, .partOfKey, .stillReferred, .cascades: self = .notAllowed
    default: self = .invalidInput
    }
  }
}

extension Hint {
  /// What to do about something that is wrong with a record.
  init(for finding: RecordFinding) {
    let table = ShellWord(finding.table).text
    switch finding.kind {
    case .noSuchRow(let parent), .severalRows(let parent, _):
      self.init(.seeRows, .onReplica("samband list \(ShellWord(parent).text)"))
    case .stillReferred(let child, _):
      self.init(.seeRows, .onReplica("samband list \(ShellWord(child).text)"))
    case .unknownColumn where finding.line != nil:
      let word = "--map \(ShellWord("\(finding.given ?? "")=").text)"
      self.init(.leaveHeadingOut, .plain(Hint.sameCommand(and: word)))
    case .cascades:
      self.init(.takeRowsToo, .plain(Hint.sameCommand(and: "--with-rows")))
    case .taken(_, let key?):
      let word = KeyArgument.word(for: key)
      self.init(.seeOtherRow, .onReplica("samband show \(table) \(word)"))
    case .refused, .notAMember: self.init(.seeWhoTakesPart, .onReplica("samband charter show"))
    case .tooManyCells, .unclosedQuote, .textAfterQuote, .emptySheet, .sameRow:
      self.init(.howToUse, .plain("samband table import-csv --help"))
    default:
      self.init(.seeColumns, .onReplica("samband tables \(table)"))
    }
  }
}
