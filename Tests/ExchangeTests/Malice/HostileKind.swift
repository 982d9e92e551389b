import BundleFormat
import Exchange
import MergeAlgebra
import ReplicaStore
import Testing

/// Something that a member with a valid key may try, and what must be said of it.
struct HostileKind: Sendable, CustomTestStringConvertible {
  let name: String
  let flaw: Flaw.Kind
  /// Changes a draft that would be fine otherwise.
  let spoil: @Sendable (inout Forger.Draft, Forger) throws -> Void

  init(
    _ name: String, _ flaw: Flaw.Kind,
    _ spoil: @escaping @Sendable (inout Forger.Draft, Forger) throws -> Void
  ) {
    self.name = name
    self.flaw = flaw
    self.spoil = spoil
  }

  var testDescription: String { name }

  /// One that writes this row.
  static func row(_ name: String, _ flaw: Flaw.Kind, _ group: OperationGroup) -> HostileKind {
    HostileKind(name, flaw) { draft, _ in draft.groups = [group] }
  }

  static let all = forms + rights + pasts

  private static let offer: [(String, OperationGroup.Cell)] = [
    ("who", text("laerdal")), ("body", text("b")), ("measure", .value(.null)),
  ]

  static let forms: [HostileKind] = [
    .row("a table that nobody has", .unknownTable, group(.insert, "framand", [.text("k")])),
    .row(
      "SQL for a table's name", .unknownTable,
      group(.insert, "measure\"; DROP TABLE measure; --", [.text("k")])),
    .row("one of our own tables", .unknownTable, group(.delete, "samband_log", [.integer(1)])),
    .row(
      "SQL for a column's name", .unknownColumn,
      group(.update, "measure", [.text("laerdal")], [("size\" = 1; --", .value(.integer(1)))])),
    .row(
      "a column of the key", .unknownColumn,
      group(.update, "measure", [.text("laerdal")], [("code", text("x"))])),
    .row("a number for a text key", .badValue, group(.delete, "measure", [.integer(1)])),
    .row("no key", .badValue, group(.delete, "measure", [.null])),
    .row(
      "a text for a numbered key", .badValue,
      group(.insert, "note", [.text("a")], [("body", text("x"))])),
    .row("a key of two", .unfit, group(.delete, "measure", [.text("a"), .text("b")])),
    .row(
      "a number as text", .badValue,
      group(.update, "measure", [.text("laerdal")], [("size", text("7"))])),
    .row(
      "NULL where there must be something", .badValue,
      group(.update, "measure", [.text("laerdal")], [("title", .value(.null))])),
    .row(
      "a value for a sum", .badValue,
      group(.update, "measure", [.text("laerdal")], [("seats", .value(.integer(3)))])),
    .row(
      "a difference for a value", .badValue,
      group(.update, "measure", [.text("laerdal")], [("size", .difference(3))])),
    .row(
      "a suggestion where nobody decides", .unfit,
      group(
        .update, "measure", [.text("laerdal")], [("size", .value(.integer(1)))],
        suggested: ["size"])),
    HostileKind("one row twice", .unfit) { draft, _ in
      let one = group(.update, "measure", [.text("laerdal")], [("size", .value(.integer(1)))])
      draft.groups = [one, group(.delete, "measure", [.text("laerdal")])]
    },
    HostileKind("a time before all clocks", .badTime) { draft, _ in draft.time = -1 },
    .row(
      "an edit in the year 287,396", .badTime,
      group(
        .update, "measure", [.text("laerdal")], [("size", .value(.integer(1)))],
        time: (1 << 53) - 1)),
  ]

  static let rights: [HostileKind] = [
    .row(
      "a table that only the coordinator writes", .notItsTable,
      group(.update, "goal", [.text("G1")], [("body", text("mitt"))])),
    .row(
      "a row made in another's name", .notItsRow,
      group(
        .insert, "offer", [.text("ny")],
        [("who", text("vik")), ("body", text("b")), ("measure", .value(.null))])),
    .row(
      "another's row", .notItsRow,
      group(.update, "offer", [.text("vik")], [("body", text("mitt"))])),
    .row("another's row deleted", .notItsRow, group(.delete, "offer", [.text("vik")])),
    .row("another's row made anew", .notItsRow, group(.insert, "offer", [.text("vik")], offer)),
    .row(
      "a decision about another's row", .notDeciding,
      group(.update, "measure", [.text("vik")], [("title", text("b"))])),
    .row(
      "a decision about a row made in another's name", .notDeciding,
      group(
        .insert, "measure", [.text("ny")], [("title", text("b")), ("owner_kommune", text("vik"))])),
    .row(
      "what is set once", .fixedColumn,
      group(.update, "measure", [.text("laerdal")], [("origin", text("p"))])),
    .row(
      "an owner who is set once", .fixedColumn,
      group(.update, "measure", [.text("laerdal")], [("owner_kommune", .value(.null))])),
    .row(
      "a narrow row for everyone", .wrongCircle,
      group(.update, "figure", [.text("laerdal"), .text("2026-W38")], [("n", .value(.null))])),
    HostileKind("an open row in a narrow circle", .wrongCircle) { draft, forger in
      draft.circle = .between(forger.town.laerdal.identity.member)
      draft.groups = [
        group(.update, "measure", [.text("laerdal")], [("size", .value(.integer(1)))])
      ]
    },
    HostileKind("another's row in its own circle", .wrongCircle) { draft, forger in
      draft.circle = .between(forger.town.laerdal.identity.member)
      draft.groups = [
        group(.insert, "figure", [.text("vik"), .text("W1")], [("n", .value(.integer(1)))])
      ]
    },
    HostileKind("another's circle", .wrongCircle) { draft, forger in
      draft.circle = .between(forger.town.vik.identity.member)
      draft.groups = [
        group(.insert, "figure", [.text("vik"), .text("W1")], [("n", .value(.integer(1)))])
      ]
    },
  ]

  static let pasts: [HostileKind] = [
    .row(
      "a row that nobody made", .neverInserted,
      group(.update, "measure", [.text("aldri")], [("size", .value(.integer(1)))])),
    HostileKind("a row that it says it has not seen", .neverInserted) { draft, _ in
      draft.context = VersionVector()
      draft.groups = [group(.update, "measure", [.text("vik")], [("size", .value(.integer(1)))])]
    },
    HostileKind("its own future", .badContext) { draft, forger in
      let life = forger.newLife()
      draft.life = life
      draft.context[try forger.stream(life)] = .init(number: 9, head: noHash)
    },
    HostileKind("a narrower circle seen from a wider", .badContext) { draft, forger in
      let narrow = try forger.stream("0001", .between(forger.town.vik.identity.member))
      draft.context[narrow] = .init(number: 1, head: noHash)
    },
    HostileKind("another version of what somebody wrote", .otherPast) { draft, _ in
      guard let (stream, position) = draft.context.entries.first else { return }
      draft.context[stream] = .init(number: position.number, head: noHash)
    },
  ]

  /// The hash of nothing that there is.
  static var noHash: ContentHash {
    guard let hash = ContentHash([UInt8](1...32)) else { preconditionFailure("32 bytes") }
    return hash
  }
}
