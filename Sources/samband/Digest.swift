import ArgumentParser
import Exchange
import MergeAlgebra

/// `samband digest`: one line that is equal on replicas that agree.
struct Digest: SambandCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print one hex line, equal on replicas that agree.",
    discussion: HelpText(
      text: """
        Replicas that have the same change sets and the same charter print the same line. Edits that \
        are not sealed do not count yet.
        """,
      example: "samband digest --audience everyone",
      statuses: [.failed, .invalidInput, .noSuchFile]
    ).discussion)

  @Option(
    help: ArgumentHelp(
      "Of which rows: everyone, coordinator, member, between-MEMBER or within-MEMBER.",
      valueName: "audience"))
  var audience = "everyone"

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let replica = try replica.open(&console)
    let circle = try circle(of: replica.identity.member)
    let digest = try replica.digest(of: circle).description
    if output.json {
      console.report(
        .object([("audience", .string(circle.description)), ("digest", .string(digest))]))
    } else {
      console.line(digest)
    }
    return .done
  }

  private func circle(of member: MemberID) throws -> Circle {
    switch audience {
    case "coordinator": return .between(member)
    case "member": return .within(member)
    default:
      guard let circle = Circle(audience) else { throw Failure.unknownAudience(audience) }
      return circle
    }
  }
}
