import ArgumentParser
import BundleFormat
import Exchange

/// `samband charter show`: who takes part, by the newest charter.
struct CharterShow: SambandCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the newest charter: members, replicas, fingerprint.",
    discussion: HelpText(
      text: "Everyone who holds this version sees the same fingerprint.",
      example: "samband charter show", statuses: [.failed, .invalidInput, .noSuchFile]
    ).discussion)

  @OptionGroup var replica: ReplicaOptions
  @OptionGroup var output: OutputOptions

  var givenLanguage: Language? { replica.language.language }

  func perform(_ console: inout Console) throws -> ExitStatus {
    let signed = try replica.open(&console).newestCharter()
    if output.json {
      console.report(ReportValue(signed))
    } else {
      tell(signed, console)
    }
    return .done
  }

  private func tell(_ signed: SignedCharter, _ console: Console) {
    let charter = signed.charter
    console.line("\(charter.name) (\(charter.collaboration))")
    console.say(.charterVersion(charter.version, made: charter.created))
    console.say(.charterFingerprint(fingerprint(of: signed.hash)))
    console.line()
    var table = TextTable()
    for member in charter.members {
      let replicas = charter.replicas.filter { $0.member == member.id }.map { replica in
        let end = replica.end.map { console.text(.endedSince(version: $0.sinceVersion)) }
        return end.map { "\(replica.id) (\($0))" } ?? replica.id.name
      }
      let coordinates = member.id == charter.coordinator ? console.text(.coordinates) : ""
      let role = member.left.map { console.text(.leftOn($0)) } ?? coordinates
      let list = replicas.isEmpty ? console.text(.noReplicaYet) : replicas.joined(separator: ", ")
      table.add(member.name, member.id.name, role, list)
    }
    table.lines.forEach { console.line($0) }
  }
}

extension ReportValue {
  /// What a charter says, without its schema and rules.
  fileprivate init(_ signed: SignedCharter) {
    let charter = signed.charter
    self = .object([
      ("collaboration", .string(charter.collaboration.name)),
      ("name", .string(charter.name)),
      ("version", .integer(charter.version)),
      ("created", ReportValue(moment: charter.created)),
      ("fingerprint", .string(fingerprint(of: signed.hash))),
      ("language", .string(charter.language)),
      ("template", charter.template.map { .string($0) } ?? .null),
      ("coordinator", .string(charter.coordinator.name)),
      ("hasRecoveryKey", .bool(charter.recoveryKey != nil)),
      (
        "members",
        .list(
          charter.members.map { member in
            .object([
              ("member", .string(member.id.name)), ("name", .string(member.name)),
              ("ownerKey", .string(member.ownerKey)),
              ("left", ReportValue(moment: member.left)),
            ])
          })
      ),
      (
        "replicas",
        .list(
          charter.replicas.map { replica in
            .object([
              ("replica", .string(replica.id.name)), ("member", .string(replica.member.name)),
              ("sinceVersion", .integer(replica.sinceVersion)),
              ("endedInVersion", replica.end.map { .integer($0.sinceVersion) } ?? .null),
            ])
          })
      ),
    ])
  }
}
