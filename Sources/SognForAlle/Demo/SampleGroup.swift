/// The sample rows that one member writes.
struct SampleGroup {
  /// The member's id.
  let writer: String
  let sql: String

  /// The groups of the samples file, in its order.
  static func all(in text: String) -> [SampleGroup] {
    var groups: [SampleGroup] = []
    var writer: String?
    var lines: [Substring] = []
    func close() {
      guard let writer else { return }
      groups.append(SampleGroup(writer: writer, sql: lines.joined(separator: "\n")))
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("-- writes: ") else {
        lines.append(line)
        continue
      }
      close()
      let key = String(line.dropFirst("-- writes: ".count))
      let member = SognTemplate.kommunar.first { $0.ownerKey == key }
      writer = member?.id.name ?? "region"
      lines = []
    }
    close()
    return groups
  }
}
