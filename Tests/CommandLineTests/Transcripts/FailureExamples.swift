import Foundation
import MergeAlgebra
import Testing

@testable import samband

/// One of each refusal of the command line itself, about things that may have any name.
enum FailureExamples {
  /// All of them; fails where `Failure` has a case that is not here.
  static func all() throws -> [Failure] {
    let it = TranscriptCoverageTests.anything
    let member = try #require(MemberID("luster"))
    let members = ["region", "laerdal", "vik"].compactMap { MemberID($0) }
    let examples: [Failure] = [
      .noReplicaHere(it), .severalReplicas([it, it, it]), .notConfirmed(it), .declined,
      .revisionNotConfirmed(it), .revisionDeclined, .detachNotConfirmed(it), .detachDeclined,
      .endingNotConfirmed(it), .endingDeclined, .passphrasesDiffer, .passphraseUnreadable(9),
      .passphraseUnasked,
      .cancelled, .recoveryKeyAmongKeys(it), .nothingToFound, .unknownTemplate(it),
      .memberTwice(try #require(MemberID("vik"))),
      .notInCharter(member, members), .noSuchFolder(it), .unknownAudience(it),
      .unclearDecision(it), .noOtherRow(it), .notANumber(it), .notAnAssignment(it), .notAFilter(it),
      .keyMissing(it, it), .sheetNotConfirmed(it), .sheetDeclined,
    ]
    let names = examples.map { String("\($0)".prefix { $0.isLetter || $0.isNumber }) }
    #expect(Set(names) == Set(try declared()), "Failure has cases that no story is asked to tell")
    return examples.filter { example in
      let name = String("\(example)".prefix { $0.isLetter || $0.isNumber })
      return CoverageExceptions.failures[name] == nil
    }
  }

  /// The cases, as the source declares them.
  private static func declared() throws -> [String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/samband/Output/Failure.swift")
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.matches(of: /(?m)^  case ([a-zA-Z]+)/).map { String($0.1) }
  }
}
