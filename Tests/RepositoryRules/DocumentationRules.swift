import Testing

@Suite("What is shown of the library is what is tested")
struct DocumentationRules {
  @Test("The example stands in the README and in the DocC article as it is compiled and run")
  func exampleIsOne() throws {
    let example = try RepositoryTree.text("Tests/LibraryExample/main.swift").lines
    let places = ["README.md", "Sources/Exchange/Exchange.docc/UsingTheLibrary.md"]
    expectNone(
      try places.filter { place in
        let lines = try RepositoryTree.text(place).lines
        return !lines.split(separator: "```swift").contains { block in
          block.prefix { $0 != "```" }.elementsEqual(example)
        }
      }.map { Offence(place: $0, rule: "it has not the text of Tests/LibraryExample/main.swift") })
  }

  @Test("The example imports the library alone")
  func exampleIsAnOutsider() throws {
    let example = try RepositoryTree.text("Tests/LibraryExample/main.swift")
    #expect(example.imports.map(\.module) == ["SambandKit"])
  }
}
