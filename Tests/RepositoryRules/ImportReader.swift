/// One import of a Swift file.
struct ImportLine: Equatable {
  let index: Int
  let module: String
  let isConditional: Bool
}

extension TextFile {
  /// The imports of a Swift file, and whether each stands inside `#if`.
  ///
  /// Reads `import A`, `import struct A.B`, `public import A` and `@testable import A`.
  var imports: [ImportLine] {
    var depth = 0
    var found: [ImportLine] = []
    for (index, line) in lines.enumerated() {
      let code = line.codePart.trimmed
      if code.hasPrefix("#if") { depth += 1 }
      if code.hasPrefix("#endif") { depth -= 1 }
      if let module = Self.importedModule(code) {
        found.append(ImportLine(index: index, module: module, isConditional: depth > 0))
      }
    }
    return found
  }

  private static func importedModule(_ code: String) -> String? {
    let words = code.split(whereSeparator: \.isWhitespace)
    let levels: Set<Substring> = ["public", "package", "internal", "private", "fileprivate"]
    let start = words.firstIndex { !$0.hasPrefix("@") && !levels.contains($0) }
    guard let keyword = start, words[keyword] == "import" else { return nil }
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]
    let path = words[(keyword + 1)...].drop(while: kinds.contains)
    return path.first?.split(separator: ".").first.map(String.init)
  }
}
