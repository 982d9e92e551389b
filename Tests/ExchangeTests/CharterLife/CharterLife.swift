import BundleFormat
import Exchange
import Foundation
import MergeAlgebra
import ReplicaStore
import Testing

extension TestCollaboration {
  static func id(_ name: String) throws -> MemberID { try #require(MemberID(name)) }

  /// A replica more of a member, admitted by `admitting`.
  func newReplica(of member: MemberID, by admitting: Replica? = nil) throws -> Replica {
    let admitting = admitting ?? coordinator
    let joined = try Replica.join(
      charter: try admitting.newestCharter().document, from: "charter.json", member: member,
      at: path("\(member)-\(UUID().uuidString.prefix(6)).sqlite"), workplace: admitting.workplace)
    _ = try admitting.admit([joined.request])
    return joined.replica
  }

  /// Everybody sends to everybody, so often that all have heard all.
  func mingle(_ replicas: [Replica], rounds: Int = 3) throws {
    for _ in 0..<rounds {
      for sender in replicas {
        for receiver in replicas where receiver.identity != sender.identity {
          let file = try bundle(from: sender, to: receiver, form: .encrypted)
          let report = try receiver.importBundles([file])
          try #require(report.refused.isEmpty, "\(report.refused)")
          #expect(report.differing.isEmpty, "\(report.differing)")
        }
      }
    }
  }

  /// Expects that all have the same change sets, none of which wait, and the same data.
  func expectAgreement(_ replicas: [Replica], sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let first = try #require(replicas.first)
    let (shown, digest) = (try first.shownToAll(), try first.digest())
    for replica in replicas {
      let status = try replica.status()
      #expect(status.parked == 0, "\(replica.identity)", sourceLocation: sourceLocation)
      #expect(status.digest == digest, "\(replica.identity)", sourceLocation: sourceLocation)
      #expect(try replica.shownToAll() == shown, sourceLocation: sourceLocation)
      #expect(
        try replica.everyone() == first.everyone(), "\(replica.identity)",
        sourceLocation: sourceLocation)
    }
  }

  /// One bundle with just these change sets of the sender's log, and with charters if any are given.
  func forward(
    _ dots: [Dot], from sender: Replica, to receiver: Replica, charters: [SignedCharter] = []
  ) throws -> ImportReport {
    let entries = try sender.file.read { transaction in
      try dots.map { try #require(try transaction.entry($0)) }
    }
    var bundle = try HandMadeBundle(from: sender, charters.isEmpty ? nil : charters)
    for entry in entries { bundle.add(entry) }
    return try receiver.importBundles([bundle.write(for: receiver, in: self)])
  }
}

extension Replica {
  var signingKey: SigningKey {
    get throws { try workplace.keys.keys(of: identity.replica).signing }
  }

  /// What has been applied of the streams that everyone may hold.
  func everyone() throws -> [String] {
    try status().vector.entries.filter { $0.stream.circle == .everyone }
      .map { "\($0.stream) \($0.position.number) \($0.position.head)" }
  }

  /// Whether a cell or a key of the live tables is this text.
  func shows(_ text: String) throws -> Bool { try shown().contains("\(Value.text(text))") }

  /// The live tables whose rows everyone may hold.
  func shownToAll() throws -> String {
    try shown().split(separator: "\n").filter { !$0.hasPrefix("figure:") }.joined(separator: "\n")
  }

  /// How far another replica's stream for everyone has been applied here.
  func heard(of replica: Replica) throws -> Int64 {
    try status().vector.number(of: replica.openStream)
  }

  var openStream: StreamID {
    get throws {
      try #require(
        StreamID(
          replica: identity.replica, incarnation: status().incarnation, circle: .everyone))
    }
  }

  func dots(_ numbers: ClosedRange<Int64>) throws -> [Dot] {
    let stream = try openStream
    return numbers.map { Dot(stream, $0) }
  }
}
