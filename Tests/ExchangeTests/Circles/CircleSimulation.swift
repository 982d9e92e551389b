import BundleFormat
import Exchange
import MergeAlgebra
import ReplicaStore
import SambandTestKit
import Testing

/// A few weeks in a ``CircleTown`` with bad post, every bundle read byte by byte.
struct CircleSimulation {
  struct Letter {
    let path: String
    let to: Int
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let circles: CircleTown
  private let scanner: SecretScanner
  private var post: [Letter] = []
  /// How many circles were found in files whose readers may hold them.
  private(set) var rightfulFinds = 0
  private var folders = 0

  init() throws {
    circles = try CircleTown()
    scanner = SecretScanner(members: circles.replicas.map(\.identity.member))
  }

  mutating func run(_ generator: inout SeededGenerator) throws {
    for _ in 0..<5 {
      for index in circles.replicas.indices {
        let replica = circles.replicas[index]
        for sql in circles.edits(of: replica, &generator) { try run(sql, in: replica) }
        try decide(in: replica, &generator)
        try send(from: replica, &generator)
      }
      try deliver(&generator)
    }
    try calmDown()
    try check()
  }

  /// Edits as a user does, to whom the schema says no now and then.
  private func run(_ sql: String, in replica: Replica) throws {
    do {
      try replica.file.runAsUser(sql)
    } catch let error as StoreError where [.constraint, .collision].contains(error.code) {
      return
    }
  }

  /// Now and then somebody settles what is open.
  private func decide(in replica: Replica, _ generator: inout SeededGenerator) throws {
    guard generator.once(in: 4),
      let open = try replica.conflicts().first(where: { $0.state == .open })
    else { return }
    do {
      _ = try replica.resolve(open.id, .take(1))
    } catch let error as ExchangeError
      where [.unknownChoice, .undecided, .heldBack, .badValue].contains(error.code)
    {
      return
    }
  }

  private mutating func send(from replica: Replica, _ generator: inout SeededGenerator) throws {
    let form: BundleForm = generator.pick([.encrypted, .encrypted, .encrypted, .plain, .compressed])
    folders += 1
    let report = try replica.export(
      toAll: generator.once(in: 2), into: circles.town.path("post-\(folders)"), form: form)
    for file in report.files {
      try inspect(file, form)
      for (index, reader) in circles.replicas.enumerated()
      where reader.identity.member == file.to && reader.identity != replica.identity {
        if generator.once(in: 4) { continue }
        post.append(Letter(path: file.path, to: index))
      }
    }
  }

  private mutating func deliver(_ generator: inout SeededGenerator) throws {
    let now = post.shuffled(using: &generator)
    post = []
    for letter in now {
      if generator.once(in: 4) {
        post.append(letter)
        continue
      }
      try take(letter)
    }
  }

  private func take(_ letter: Letter) throws {
    let report = try circles.replicas[letter.to].importBundles([letter.path])
    guard report.refused.isEmpty, report.setAside.isEmpty, report.differing.isEmpty else {
      throw Failure(
        description: "\(letter.path): \(report.refused) \(report.setAside) \(report.differing)")
    }
  }

  // MARK: Reading

  /// Reads every byte of a bundle, opened by everybody who can.
  private mutating func inspect(_ file: ExportReport.File, _ form: BundleForm) throws {
    let bytes = try FileSystem.read(file.path)
    try look(at: bytes, of: file, form)
    guard Envelope.isEncrypted(bytes) else {
      return try look(at: unpacked(bytes), of: file, form)
    }
    for replica in circles.replicas {
      let keys = try replica.workplace.keys.keys(of: replica.identity.replica)
      guard let opened = try Envelope.open(bytes, with: keys, subject: file.path) else { continue }
      guard replica.identity.member == file.to else {
        throw Failure(description: "\(file.path) opens for \(replica.identity.replica)")
      }
      try look(at: opened, of: file, form)
      try look(at: unpacked(opened), of: file, form)
    }
  }

  private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
    Gzip.isCompressed(bytes) ? try Gzip.inflate(bytes).bytes : bytes
  }

  private mutating func look(
    at bytes: [UInt8], of file: ExportReport.File, _ form: BundleForm
  ) throws {
    for circle in scanner.circles(in: bytes) {
      guard case .encrypted = form, circles.isOpen(circle, to: file.to) else {
        throw Failure(description: "\(file.path) for \(file.to) tells of \(circle)")
      }
      rightfulFinds += 1
    }
  }

  // MARK: The end

  private mutating func calmDown() throws {
    for _ in 0..<4 {
      for replica in circles.replicas {
        folders += 1
        let report = try replica.export(toAll: true, into: circles.town.path("post-\(folders)"))
        for file in report.files {
          try inspect(file, .encrypted)
          for (index, reader) in circles.replicas.enumerated()
          where reader.identity.member == file.to && reader.identity != replica.identity {
            try take(Letter(path: file.path, to: index))
          }
        }
      }
    }
  }

  private func check() throws {
    let statuses = try circles.replicas.map { try $0.status() }
    for (replica, status) in zip(circles.replicas, statuses) {
      guard status.parked == 0, status.setAside.isEmpty else {
        throw Failure(description: "\(replica.identity.replica) waits: \(status.missing)")
      }
      let findings = try replica.verify(scratch: circles.town.folder, isDeep: true).findings
      guard findings.isEmpty else {
        throw Failure(description: "\(replica.identity.replica): \(findings)")
      }
    }
    let members = Set(circles.replicas.map(\.identity.member))
    for circle in [Circle.everyone] + members.flatMap({ [.between($0), .within($0)] }) {
      let holders = circles.replicas.indices.filter {
        circles.isOpen(circle, to: circles.replicas[$0].identity.member)
      }
      let digests = Set(try holders.map { try circles.replicas[$0].digest(of: circle) })
      guard digests.count <= 1 else { throw Failure(description: "\(circle) differs") }
    }
    try checkTables()
  }

  /// Two replicas of one member may hold the same, and show the same.
  private func checkTables() throws {
    let first = circles.replicas[1]
    guard let sibling = circles.replicas.last else { return }
    guard try first.shown() == sibling.shown() else {
      throw Failure(description: "the two of \(first.identity.member) show different tables")
    }
  }
}

@Suite("Rows for some reach those and nobody else, in any form, whatever the post does")
struct CircleSimulationTests {
  @Test("no byte of any bundle tells of a circle that is not open to its reader")
  func plantedSecrets() throws {
    try SeededRuns(12, filter: "plantedSecrets").run { generator in
      var simulation = try CircleSimulation()
      try simulation.run(&generator)
      // The scanner sees what is there.
      #expect(simulation.rightfulFinds > 0)
    }
  }
}
