import BundleFormat
import Crypto
import MergeAlgebra
import StrictJSON

/// What a computer remembers of a replica outside its database: on which computers it has made
/// change sets, and how far it had come.
///
/// A database that was copied or restored does not know that it was; this does. It lies beside the
/// replica's key, so it goes where the key goes. (Protocol §9.)
struct MachineRecord: Equatable, Sendable {
  /// What a replica had made on one computer.
  struct Sighting: Equatable, Sendable {
    /// When it last made something there, in milliseconds.
    var time: Int64
    /// The number of the newest change set in each of its streams.
    var numbers: [StreamID: Int64]
  }

  private static let format = "samband-machine"

  let replica: ReplicaID
  /// The newest charter that was in the file when the replica last signed something; 0 when unknown.
  var charter: Int64 = 0
  /// By the token of the computer.
  var machines: [String: Sighting] = [:]

  init(replica: ReplicaID) { self.replica = replica }

  /// The greatest numbers of all computers.
  var numbers: [StreamID: Int64] {
    machines.values.reduce(into: [:]) { all, sighting in
      all.merge(sighting.numbers, uniquingKeysWith: max)
    }
  }

  // MARK: Document

  var document: [UInt8] {
    let machines = machines.sorted { $0.key < $1.key }.map { token, sighting in
      JSONMember(
        name: token,
        value: .object([
          JSONMember(name: "time", value: .integer(sighting.time)),
          JSONMember(
            name: "numbers",
            value: .object(
              sighting.numbers.sorted { $0.key < $1.key }.map {
                JSONMember(name: $0.key.name, value: .integer($0.value))
              })),
        ]))
    }
    let record = JSONValue.object([
      JSONMember(name: "format", value: .string(Self.format)),
      JSONMember(name: "version", value: .integer(1)),
      JSONMember(name: "replica", value: .string(replica.name)),
      JSONMember(name: "charter", value: .integer(charter)),
      JSONMember(name: "machines", value: .object(machines)),
    ])
    return record.canonicalBytes + [0x0A]
  }

  /// Reads a record; `nil` when it is damaged or another replica's.
  init?(reading bytes: [UInt8], of replica: ReplicaID) {
    // Absent when the file is damaged: it is then as if nothing were remembered.
    guard let value = try? JSONValue.parse(bytes), case .string(Self.format)? = value["format"],
      case .integer(1)? = value["version"], case .string(replica.name)? = value["replica"],
      case .object(let machines)? = value["machines"]
    else { return nil }
    self.init(replica: replica)
    if case .integer(let version)? = value["charter"] { charter = version }
    for machine in machines {
      guard case .integer(let time)? = machine.value["time"],
        case .object(let numbers)? = machine.value["numbers"]
      else { return nil }
      var sighting = Sighting(time: time, numbers: [:])
      for member in numbers {
        guard let stream = StreamID(member.name), case .integer(let number) = member.value
        else { return nil }
        sighting.numbers[stream] = number
      }
      self.machines[machine.name] = sighting
    }
  }
}

/// A computer, told from others by a token.
public enum Machine {
  /// The token of a computer with this identifier, which the token does not disclose.
  public static func token(of identifier: String) -> String {
    SHA256.hash(data: Array("samband-machine-v1\n\(identifier)".utf8)).prefix(8)
      .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// The token of this computer; `nil` where the system has no identifier.
  public static var current: String? { FileSystem.machineIdentifier.map(token) }
}

extension KeyFolder {
  func recordPath(of replica: ReplicaID) -> String {
    FileSystem.path(path, "\(replica).machine.json")
  }

  /// What is remembered of a replica; `nil` when nothing is.
  func record(of replica: ReplicaID) -> MachineRecord? {
    // Absent when nothing was made yet, or nobody may read it.
    guard let bytes = try? FileSystem.read(recordPath(of: replica), limit: 1 << 20) else {
      return nil
    }
    return MachineRecord(reading: bytes, of: replica)
  }

  /// Remembers how far a replica has come on a computer, in its streams and its charters.
  ///
  /// What was made is safe in the database; a folder that cannot be written, such as keys on a
  /// protected stick, only means that `doctor` knows less.
  func remember(
    _ numbers: [StreamID: Int64], charter: Int64, of replica: ReplicaID, on machine: String,
    at time: Int64
  ) {
    var record = record(of: replica) ?? MachineRecord(replica: replica)
    // A file that was put back is behind what another made here, and must not make it forgotten.
    let before = record.machines[machine]?.numbers ?? [:]
    record.machines[machine] = MachineRecord.Sighting(
      time: time, numbers: before.merging(numbers, uniquingKeysWith: max))
    record.charter = max(record.charter, charter)
    // Absent when the folder cannot be written.
    try? FileSystem.write(
      record.document, to: recordPath(of: replica), isSecret: true, isDurable: false)
  }
}

extension Operation {
  /// How far the replica has come in what it signs.
  var made: (numbers: [StreamID: Int64], charter: Int64) {
    (ownNumbers, newest.charter.version)
  }

  /// How far each of our own streams has come.
  var ownNumbers: [StreamID: Int64] {
    transaction.vector.entries.reduce(into: [:]) { numbers, entry in
      if entry.stream.replica == identity.replica { numbers[entry.stream] = entry.position.number }
    }
  }

  /// Notes in the database on which computer it was written.
  func noteMachine() throws {
    hasSigned = true
    guard workplace.remembers, let machine = workplace.machine else { return }
    if try transaction.text("machine") != machine {
      try transaction.setMeta("machine", .text(machine))
    }
  }

  /// Whether the replica is used on more than one computer, or is older than it has been.
  func placeSymptoms() throws -> [Symptom] {
    var symptoms: [Symptom] = []
    let record = workplace.keys.record(of: identity.replica)
    if let machine = workplace.machine, let record {
      let last = try transaction.text("machine")
      if record.machines.keys.contains(where: { $0 != machine }) || last != machine {
        symptoms.append(.onSeveralMachines(workplace.keys.recordPath(of: identity.replica)))
      }
    }
    let known = (record?.numbers ?? [:]).merging(
      try numbersHeldByOthers(), uniquingKeysWith: max)
    let own = ownNumbers
    let behind = known.filter { $0.value > own[$0.key] ?? 0 }
    if let (stream, number) = behind.min(by: { $0.key < $1.key }) {
      symptoms.append(.olderThanItself(stream, here: own[stream] ?? 0, made: number))
    }
    return symptoms
  }
}
