/// The readers of what others wrote: each takes any bytes, and refuses them or keeps its promises.
enum FuzzTarget: String, CaseIterable {
  case json, age, armor, gzip, bundle, changeset, charter, request, rules, schema

  /// Runs one input; stops the program when a promise does not hold.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .json: JSONTarget.run(bytes)
    case .age: AgeTarget.run(bytes)
    case .armor: ArmorTarget.run(bytes)
    case .gzip: GzipTarget.run(bytes)
    case .bundle: BundleTarget.run(bytes)
    case .changeset: ChangeSetTarget.run(bytes)
    case .charter: CharterTarget.run(bytes)
    case .request: RequestTarget.run(bytes)
    case .rules: RulesTarget.run(bytes)
    case .schema: SchemaTarget.run(bytes)
    }
  }
}

/// Stops the program, which libFuzzer keeps the input of, unless a promise holds.
func promise(_ holds: Bool, _ what: @autoclosure () -> String, line: UInt = #line) {
  guard !holds else { return }
  preconditionFailure("broken promise at line \(line): \(what())")
}
