import Exchange
import MergeAlgebra

/// The built-in template: "Sogn for alle" with its tables, rules, plan and members.
public enum SognTemplate {
  /// The word after `--template`.
  public static let name = "sogn"

  /// The 18 tables as plain SQL.
  public static var schema: String { text(PackageResources.schema_sql) }

  /// The rules document beside it.
  public static var rules: [UInt8] { PackageResources.rules_json }

  /// The plan that the coordinator starts with: kommunar, arbeidspakkar, strategies, tiltak.
  public static var plan: String { text(PackageResources.plan_sql) }

  /// Fictional rows, in groups that begin with `-- writes: KOMMUNENR` or `-- writes: region`.
  public static var samples: String { text(PackageResources.samples_sql) }

  /// Names of tables, columns and enum values in three languages.
  public static var labels: [UInt8] { PackageResources.labels_json }

  /// The regional council, which coordinates.
  public static var coordinator: Member { member("region", "Regionrådet", "region") }

  /// The seven kommunar; owner columns name them by their kommunenummer.
  public static var kommunar: [Member] {
    [
      member("aurland", "Aurland", "4641"), member("hoyanger", "Høyanger", "4638"),
      member("laerdal", "Lærdal", "4642"), member("luster", "Luster", "4644"),
      member("sogndal", "Sogndal", "4640"), member("vik", "Vik", "4639"),
      member("ardal", "Årdal", "4643"),
    ]
  }

  /// What founding with this template needs; further members may be added.
  public static func foundingPlan(
    name: String = "Sogn for alle", language: String = "nn", coordinator: Member = coordinator,
    furtherMembers: [Member] = []
  ) -> FoundingPlan {
    FoundingPlan(
      name: name, language: language, coordinator: coordinator,
      members: kommunar + furtherMembers, schema: schema, rules: rules, template: Self.name,
      seed: plan)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func member(_ id: String, _ name: String, _ ownerKey: String) -> Member {
    guard let id = MemberID(id) else { preconditionFailure("\(id) is no member id") }
    return Member(id: id, name: name, ownerKey: ownerKey)
  }
}
