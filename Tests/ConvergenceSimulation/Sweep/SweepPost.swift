import BundleFormat
import Exchange
import Foundation
import MergeAlgebra

/// Two replicas of a small collaboration, and one bundle of about 4 KB from the one to the other.
///
/// Clock and randomness are simulated, so a seed repeats every byte of it.
struct SweepPost {
  /// Where the receiver and the altered files lie; removed by ``remove()``.
  let folder: String
  /// The bundle as it was sent.
  let file: [UInt8]
  private let workplace: Workplace

  private static let schema = """
    CREATE TABLE note(
      id TEXT PRIMARY KEY NOT NULL, owner TEXT, title TEXT NOT NULL, tags TEXT NOT NULL DEFAULT '[]',
      seats INTEGER NOT NULL DEFAULT 0, size);
    """
  private static let rules = """
    {"tables":{"note":{"columns":{"tags":{"rule":"union"},"seats":{"rule":"sum"}}}}}
    """

  /// The bundle in a form, with so many bytes of text in it.
  init(_ form: SweepForm, folder: String, text count: Int) throws {
    let random = SimulatedRandom(seed: 4_096)
    self.folder = folder
    try FileSystem.makeFolder(folder)
    let clock = SimulatedClock(at: 1_789_000_000_000)
    workplace = Workplace(
      keys: KeyFolder(path: FileSystem.path(folder, "keys")), clock: clock, random: random)
    let members = try PlaygroundWorld.members(2)
    let plan = FoundingPlan(
      name: "Sveip", coordinator: members[0], members: [members[1]], schema: Self.schema,
      rules: Array(Self.rules.utf8))
    let sender = try Replica.found(
      plan, at: FileSystem.path(folder, "sender.sqlite"), workplace: workplace)
    let joined = try Replica.join(
      charter: try sender.charter().document, from: "charter.json", member: members[1].id,
      at: FileSystem.path(folder, "receiver.sqlite"), workplace: workplace)
    _ = try sender.admit([joined.request])
    let greeting = try sender.export(into: FileSystem.path(folder, "greeting"), form: .plain)
    _ = try joined.replica.importBundles(greeting.files.map(\.path))
    try sender.file.runAsUser(Self.edits(random, text: count))
    clock.move(by: 60_000)
    let sent = try sender.export(
      into: FileSystem.path(folder, "sent"), form: form.bundleForm)
    guard let path = sent.files.first?.path else { throw Failure("nothing was sent") }
    file = try FileSystem.read(path)
  }

  /// Rows with all kinds of cells, and a text that does not shrink.
  private static func edits(_ random: SimulatedRandom, text count: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .".utf8)
    let title = String(
      decoding: random.bytes(count).map { letters[Int($0) & 63] }, as: UTF8.self)
    return """
      INSERT INTO note VALUES
        ('a', '461', '\(title)', '["x",2]', 3, 0.5), ('b', NULL, 'Ærleg', '[]', -1, x'00ff'),
        ('c', '460', '', '[null]', 9, 9223372036854775807), ('d', NULL, 'd', '[]', 0, -0.0);
      """
  }

  /// The receiver in a folder of its own, as it was before the bundle came.
  func receiver(in place: String) throws -> Replica {
    try FileSystem.makeFolder(place)
    let path = FileSystem.path(place, "receiver.sqlite")
    _ = try Replica(opening: FileSystem.path(folder, "receiver.sqlite"), workplace: workplace)
      .file.copy(to: path)
    return try Replica(opening: path, workplace: workplace)
  }

  /// Takes everything away.
  func remove() throws { try FileManager.default.removeItem(atPath: folder) }
}

/// How the bundle of a sweep is written.
enum SweepForm: String, CaseIterable {
  case plain, compressed, encrypted

  var bundleForm: BundleForm {
    switch self {
    case .plain: .plain
    case .compressed: .compressed
    case .encrypted: .encrypted
    }
  }

  /// The text that makes the file about 4 KB long.
  var textLength: Int {
    switch self {
    case .plain: 1_410
    case .compressed: 3_120
    case .encrypted: 2_860
    }
  }
}
