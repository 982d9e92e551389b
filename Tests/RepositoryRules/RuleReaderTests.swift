import Testing

@Suite("The rules see what they judge")
struct RuleReaderTests {
  @Test("The tree holds the package manifest and this file")
  func treeIsFound() throws {
    let files = try RepositoryTree.files()
    #expect(files.contains("Package.swift"))
    #expect(files.contains("Tests/RepositoryRules/RuleReaderTests.swift"))
  }

  @Test("Imports are read in every spelling, with their #if")
  func importSpellings() {
    let file = TextFile(
      path: "Sources/Example/A.swift",
      content: """
        @testable import Alpha
        public import struct Beta.Thing  // why
        // import Gamma
        #if canImport(Glibc)
          import Glibc
        #endif
        @_exported @preconcurrency import Delta
        let important = 1
        """)
    #expect(file.module == "Example")
    #expect(file.imports.map(\.module) == ["Alpha", "Beta", "Glibc", "Delta"])
    #expect(file.imports.map(\.isConditional) == [false, false, true, false])
  }

  @Test("A try? is explained on its line or by the comment above, and nowhere else")
  func optionalTries() {
    let file = TextFile(
      path: "A.swift",
      content: """
        let a = try? read()
        let b = try? read()  // Absent when the file was never written.
        // Absent before the first export:
        // nothing was sent yet.
        let c = try? read()
        // Some other remark.
        let d = try? read()
        // A comment about try? is no try.
        """)
    #expect(file.unexplainedOptionalTries == [0, 6])
  }

  @Test("A name is mentioned as a whole word only")
  func wholeWords() {
    #expect("see `samband` and Exchange/".mentions("samband"))
    #expect(!"ReplicaStores".mentions("ReplicaStore"))
    #expect("sambandet, samband".mentions("samband"))
  }

  @Test("A comment begins outside string literals")
  func comments() {
    #expect("let a = 1 // one".codePart == "let a = 1 ")
    #expect("let u = \"https://x\" // two".codePart == "let u = \"https://x\" ")
  }

  @Test("Lines are counted as an editor counts them")
  func lineCount() {
    #expect(TextFile(path: "A", content: "a\r\n\r\nb\n").lines == ["a", "", "b"])
    #expect(TextFile(path: "A", content: "").lines.isEmpty)
  }
}
