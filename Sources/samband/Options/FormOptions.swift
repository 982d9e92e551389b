import ArgumentParser
import Exchange

/// How bundles are written.
struct FormOptions: ParsableArguments {
  @Flag(
    help: """
      Write bundles in the open: anyone who gets the file can read it, and only rows that everyone may \
      see travel in it.
      """)
  var plain = false

  @Flag(help: "With --plain: write .json.gz.")
  var compress = false

  @Option(
    help: ArgumentHelp(
      "Cut what is larger into parts of at most this size; they may be imported in any order.",
      valueName: "20MB"))
  var maxSize: ByteCount?

  func validate() throws {
    if compress && !plain { throw ValidationError("--compress needs --plain") }
  }

  /// The form that was asked for.
  var form: BundleForm { plain ? compress ? .compressed : .plain : .encrypted }
}
