import BundleFormat
import Foundation
import MergeAlgebra
import Testing

/// A program of the system, or nothing where it is not installed.
enum ForeignTool {
  struct Outcome {
    let status: Int32
    let output: [UInt8]
  }

  static func run(_ arguments: [String], input: [UInt8]) throws -> Outcome {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(input).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: Array(output))
  }

  static func has(_ arguments: [String]) -> Bool {
    (try? run(arguments, input: []))?.status == 0
  }

  static let hasJq = has(["jq", "--version"])
  static let hasPython = has(["python3", "-c", "import json"])
  static let hasJSONSchema = has(["python3", "-c", "import jsonschema"])
}

@Suite("Other people's tools take a bundle and do not break it")
struct ForeignToolTests {
  /// A bundle with every odd value in it.
  static func bundle() throws -> BundleWriter {
    let odd = Samples.group(
      CellTests.odd.map { .value($0.0) } + [
        CellTests.elements([#""a""#, #"{"b":[1,0.5,null]}"#], [#""x""#]),
        CellTests.elements([], ["1e-7"]), CellTests.elements([], []), .difference(.min),
        .difference(7),
      ])
    let first = try Samples.sealed([odd])
    var suggested = Samples.group([.value(.null)])
    suggested.kind = .update
    suggested.suggested = ["c"]
    var deleted = Samples.group([.value(.integer(1))])
    deleted.kind = .delete
    let second = try Samples.sealed(
      [suggested, deleted], head: Samples.head(2, previous: first.hash))
    return try Samples.writer([first, second])
  }

  static func hashes(_ file: [UInt8]) throws -> [ContentHash] {
    let bundle = try verified(file)
    return try bundle.changeSets.indices.map { try bundle.changeSet(at: $0).hash }
  }

  @Test(
    "A bundle that went through jq still verifies", .enabled(if: ForeignTool.hasJq),
    arguments: [["."], ["-c", "."], ["-S", "."], ["-a", "."], ["--tab", "."]])
  func jq(arguments: [String]) throws {
    let plain = try Self.bundle().plain()
    let outcome = try ForeignTool.run(["jq"] + arguments, input: plain)
    #expect(outcome.status == 0)
    #expect(outcome.output != plain)
    #expect(try Self.hashes(outcome.output) == Self.hashes(plain))
  }

  @Test(
    "A bundle that went through Python still verifies", .enabled(if: ForeignTool.hasPython),
    arguments: [
      "json.dumps(d)", "json.dumps(d,indent=3,sort_keys=True)", "json.dumps(d,ensure_ascii=False)",
    ])
  func python(dump: String) throws {
    let plain = try Self.bundle().plain()
    let program =
      "import json,sys;d=json.load(sys.stdin.buffer);"
      + "sys.stdout.buffer.write(\(dump).encode())"
    let outcome = try ForeignTool.run(["python3", "-c", program], input: plain)
    #expect(outcome.status == 0)
    #expect(try Self.hashes(outcome.output) == Self.hashes(plain))
  }

  @Test("gzip and Python inflate a compressed bundle", .enabled(if: ForeignTool.hasPython))
  func inflates() throws {
    let writer = try Self.bundle()
    let outcome = try ForeignTool.run(["gzip", "-dc"], input: writer.compressed)
    #expect(try outcome.output == writer.plain())
    let again = try ForeignTool.run(["gzip", "-c", "-n"], input: writer.plain())
    #expect(try Self.hashes(again.output) == Self.hashes(writer.plain()))
  }

  static let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/bundle.schema.json").path

  private func isValid(_ document: [UInt8]) throws -> Bool {
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      kind = jsonschema.Draft202012Validator
      kind.check_schema(schema)
      errors = list(kind(schema).iter_errors(json.load(sys.stdin.buffer)))
      sys.exit(1 if errors else 0)
      """
    return try ForeignTool.run(["python3", "-c", program, Self.schema], input: document).status
      == 0
  }

  @Test(
    "Every bundle that we write is valid by the schema", .enabled(if: ForeignTool.hasJSONSchema))
  func schemaTakesOurs() throws {
    #expect(try isValid(Self.bundle().plain()))
    #expect(try isValid(Samples.writer(Samples.changeSets()).plain()))
    #expect(try isValid(Samples.writer([]).plain()))
    let secret = #""secret":"\#(Base64URL.encode(Samples.secret))""#
    let salts = #""salts":["AAAAAAAAAAAAAAAAAAAAAA",null]"#
    let erased = try Samples.writer(Samples.changeSets()).plain()
      .replacing(secret, with: salts)
      .replacing(#"["b",0.5]"#, with: #"{"erased":"\#(Base64URL.encode(Samples.secret))"}"#)
    #expect(try isValid(erased))
  }

  @Test(
    "The schema refuses what the reader refuses", .enabled(if: ForeignTool.hasJSONSchema),
    arguments: [
      (#""version":1,"manifest""#, #""version":2,"manifest""#),
      (#""version":1,"manifest""#, #""version":1,"new":0,"manifest""#),
      (#""to":["region"]"#, #""to":[]"#), (#""to":["region"]"#, #""to":["Region"]"#),
      (#""insert":["c"]"#, #""insert":["c"],"delete":[]"#), (#""insert":["c"],"#, ""),
      (#""secret":"#, #""salts":[],"secret":"#), (#"["b",0.5]"#, #"["b",true]"#),
      (#"["b",0.5]"#, #"["b",{"integer":"5"}]"#), (#"["b",0.5]"#, #"["b",{"base64url":"AP9"}]"#),
      (#"["b",0.5]"#, #"["b",{"add":[],"remove":[]}]"#), (#"["b",0.5]"#, #"["b",[1]]"#),
      (#""number":1,"#, #""number":0,"#), (#""note":"""#, #""note":null"#),
    ])
  func schemaRefuses(old: String, new: String) throws {
    let plain = try Samples.writer(Samples.changeSets()).plain()
    let changed = try plain.replacing(old, with: new)
    #expect(try FormatError.code { _ = try verified(changed) } != nil)
    #expect(try !isValid(changed))
  }
}
