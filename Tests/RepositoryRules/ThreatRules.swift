import Testing

@Suite("What is promised is shown")
struct ThreatRules {
  private static let page = "Sources/BundleFormat/BundleFormat.docc/Threats"

  @Test(
    "Every promise of the threats page names a test, and every name is one", arguments: ["", ".nn"])
  func promisesHaveTests(language: String) throws {
    let page = try RepositoryTree.text("\(Self.page)\(language).md")
    let files = Set(try RepositoryTree.files())
    var offences: [Offence] = []
    var promises = 0
    for (index, line) in page.lines.enumerated() {
      let cells = line.split(separator: "|").map(\.trimmed)
      guard cells.count == 4, !cells[3].isEmpty, !cells[0].hasPrefix("---") else { continue }
      let names = cells[3].matches(of: /`([^`]+)`/).map { String($0.output.1) }
      if names.isEmpty && promises > 0 {
        offences.append(page.offence(atIndex: index, "a promise that no test shows"))
      }
      promises += 1
      offences += names.filter { !files.contains($0) }.map {
        page.offence(atIndex: index, "there is no \($0)")
      }
    }
    #expect(promises > 10)
    expectNone(offences)
  }
}
