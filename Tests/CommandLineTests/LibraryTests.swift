import Foundation
import Testing

@Suite("The library's example")
struct LibraryTests {
  @Test("It does what the documentation says")
  func runs() throws {
    let workshop = try Workshop()
    let example = URL(fileURLWithPath: workshop.program.path).deletingLastPathComponent()
      .appendingPathComponent("samband-example").path
    let outcome = try Program.run(
      example, [workshop.folder.path], in: workshop.folder,
      environment: workshop.program.environment)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output == "to decide: bed north, plant\n")
    #expect(try workshop.names(in: ".").contains("kari.sqlite"))
    // The example keeps its keys beside the replicas.
    workshop.program.environment["SAMBAND_HOME"] = workshop.folder.path
    try workshop.succeed("per", "verify")
  }
}
