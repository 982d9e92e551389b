import Testing

/// Fails with one line per offence, so that every place can be opened from the message.
func expectNone(
  _ offences: [Offence], sourceLocation: SourceLocation = #_sourceLocation
) {
  guard !offences.isEmpty else { return }
  let places = offences.map { "  \($0)" }.joined(separator: "\n")
  Issue.record("\(offences.count) offence(s):\n\(places)", sourceLocation: sourceLocation)
}
