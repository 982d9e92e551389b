import ArgumentParser

/// How a reporting command writes its result.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print the result as one JSON document.")
  var json = false
}
