import BundleFormat
import MergeAlgebra
import StrictJSON

extension Inspection {
  /// Looks at a file, also one for others, of another collaboration or altered.
  ///
  /// Needs no replica and writes nothing; with a workplace, its keys open what is encrypted to one of
  /// its replicas, and its observer may stop it. What is wrong is among the checks. Signatures are
  /// checked with the keys of the charter in the file, which only people can know to be the right one:
  /// they compare its fingerprint. Errors: those of ``FileSystem/readFromOutside(_:limit:)``, `stopped`.
  public static func inspect(_ path: String, workplace: Workplace? = nil) throws -> Inspection {
    let bytes = try FileSystem.readFromOutside(path)
    var inspection = Inspection(path: path, bytes: bytes.count)
    try inspection.look(at: bytes, workplace)
    return inspection
  }

  private mutating func look(at outside: [UInt8], _ workplace: Workplace?) throws {
    guard let file = try content(of: outside, workplace) else { return }
    var document = file
    if Gzip.isCompressed(file) {
      do {
        document = try Gzip.inflate(file, subject: path).bytes
      } catch {
        add(.document, .fails(error.description))
        return
      }
    }
    unpackedBytes = document.count
    kind = Self.kind(of: document)
    switch kind {
    case .bundle: try lookAtBundle(file, document, workplace)
    case .charter: lookAtCharter(document)
    case .request: lookAtRequest(document)
    case .key, .encrypted, .unknown: return
    }
  }

  /// The file without its encryption; `nil` when there is no way in, or it is damaged.
  private mutating func content(of file: [UInt8], _ workplace: Workplace?) throws -> [UInt8]? {
    guard Envelope.isEncrypted(file) else { return file }
    kind = .encrypted
    do {
      recipients = try Envelope.recipientCount(of: file, subject: path)
      for (replica, keys) in try workplace?.keys.keysAtHand() ?? [] {
        guard let opened = try Envelope.open(file, with: keys, subject: path) else { continue }
        openedBy = replica
        return opened
      }
    } catch let error as FormatError {
      add(.document, .fails(error.description))
    }
    return nil
  }

  /// What a document begins like; it need not be whole.
  private static func kind(of document: [UInt8]) -> Kind {
    let beginning = String(decoding: document.prefix(4_096), as: UTF8.self)
      .filter { !$0.isWhitespace }
    let marks: [(String, Kind)] = [
      ("\"format\":\"samband-bundle\"", .bundle), ("\"format\":\"samband-key\"", .key),
      ("\"format\":\"samband-request\"", .request), ("{\"request\":", .request),
      ("{\"charter\":", .charter),
    ]
    return marks.first { beginning.contains($0.0) }?.1 ?? .unknown
  }

  // MARK: Bundles

  private mutating func lookAtBundle(
    _ file: [UInt8], _ document: [UInt8], _ workplace: Workplace?
  ) throws {
    let bundle: SignedBundle
    do {
      bundle = try SignedBundle(reading: file, subject: path)
    } catch {
      add(.document, .fails(error.description))
      lookLoosely(at: document)
      return
    }
    let manifest = bundle.manifest
    collaboration = manifest.collaboration.name
    from = manifest.from.name
    to = manifest.to.map(\.name)
    created = manifest.created
    part = (manifest.part.number, manifest.part.count)
    check(bundle.charters)
    let charter = bundle.charters.last?.charter
    add(
      .manifest,
      Self.outcome(key: charter?.replica(manifest.from)?.signingKey) { key in
        try bundle.verifyManifest(by: key)
      })
    try count(bundle, charter, workplace)
  }

  /// Checks the change sets, and counts those that read.
  private mutating func count(
    _ bundle: SignedBundle, _ charter: Charter?, _ workplace: Workplace?
  ) throws {
    var streams: [StreamID: StreamCount] = [:]
    var groups: [OperationGroup] = []
    for index in bundle.changeSets.indices {
      try workplace?.tell(.checking, index + 1, of: bundle.changeSets.count)
      let set: SignedChangeSet
      do {
        set = try bundle.changeSet(at: index)
      } catch {
        add(.changeSet(index + 1, nil), .fails(error.description))
        continue
      }
      let dot = set.head.dot
      let key = charter?.replica(dot.stream.replica)?.signingKey
      add(.changeSet(index + 1, dot), Self.outcome(key: key) { try set.verify(by: $0) })
      groups += set.groups
      var count =
        streams[dot.stream]
        ?? StreamCount(stream: dot.stream, numbers: dot.number...dot.number)
      count.numbers =
        min(count.numbers.lowerBound, dot.number)...max(count.numbers.upperBound, dot.number)
      count.changeSets += 1
      count.rows += Int64(set.rowCount)
      streams[dot.stream] = count
    }
    self.streams = streams.values.sorted { $0.stream < $1.stream }
    tables = TableCount.all(of: groups)
  }

  /// Reads of a bundle that is not as it should be what still reads.
  private mutating func lookLoosely(at document: [UInt8]) {
    // Absent when it is not even JSON; that has been said already.
    guard let manifest = (try? JSONValue.parse(document))?["manifest"] else { return }
    collaboration = manifest["collaboration"]?.text
    from = manifest["from"]?.text
    if case .array(let members)? = manifest["to"] { to = members.compactMap(\.text) }
    created = manifest["created"]?.number
    charterVersion = manifest["charter"]?["version"]?.number
  }

  // MARK: Charters and requests

  private mutating func lookAtCharter(_ document: [UInt8]) {
    do {
      let signed = try SignedCharter(reading: document, subject: path)
      from = signed.charter.coordinator.name
      check([signed])
    } catch {
      add(.document, .fails(error.description))
    }
  }

  /// Checks consecutive charters: the first by its own coordinator, each other by the one before.
  private mutating func check(_ charters: [SignedCharter]) {
    var before: SignedCharter?
    for signed in charters {
      do {
        if let before {
          try signed.verify(succeeding: before)
        } else {
          try signed.verifyItself(in: path)
        }
        add(.charter(signed.charter.version), .holds)
      } catch {
        add(.charter(signed.charter.version), .fails("\(error)"))
      }
      before = signed
    }
    guard let newest = charters.last else { return }
    let charter = newest.charter
    collaboration = charter.collaboration.name
    name = charter.name
    charterVersion = charter.version
    if kind == .charter { created = charter.created }
    fingerprint = BundleFormat.fingerprint(of: newest.hash)
    for member in charter.members { names[member.id.name] = member.name }
    for replica in charter.replicas {
      names[replica.id.name] = charter.member(replica.member)?.name
    }
  }

  private mutating func lookAtRequest(_ document: [UInt8]) {
    do {
      let request = try JoinRequest(reading: document)
      collaboration = request.collaboration.name
      from = request.replica.name
      created = request.created
      fingerprint = request.fingerprint
      add(.request, .holds)
    } catch {
      add(.request, .fails(error.description))
      // Absent when it is not even JSON; that has been said already.
      guard let fields = (try? JSONValue.parse(document))?["request"] else { return }
      collaboration = fields["collaboration"]?.text
      from = fields["replica"]?.text
      created = fields["created"]?.number
    }
  }

  private static func outcome(
    key: VerifyingKey?, _ verify: (VerifyingKey) throws -> Void
  ) -> Check.Outcome {
    guard let key else { return .cannotTell }
    do {
      try verify(key)
      return .holds
    } catch {
      return .fails("\(error)")
    }
  }
}

extension JSONValue {
  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
  fileprivate var number: Int64? { if case .integer(let number) = self { number } else { nil } }
}
