import BundleFormat
import Exchange
import Foundation

/// Turns every bit of a bundle, and cuts it at every length, in each form.
struct Sweep {
  /// What one form's sweep found.
  struct Findings: Sendable {
    var flips = 0
    var cuts = 0
    var refusals: [String: Int] = [:]
    /// The places where a flip leaves the very same content, with the bits and why.
    var same: [String: [String]] = [:]
    var wrong: [String] = []

    mutating func add(_ other: Findings) {
      flips += other.flips
      cuts += other.cuts
      refusals.merge(other.refusals, uniquingKeysWith: +)
      same.merge(other.same, uniquingKeysWith: +)
      wrong += other.wrong
    }
  }

  /// Every so-manieth byte is turned, and every so-manieth length cut.
  let step: Int
  let jobs: Int
  let folder: String

  /// Sweeps through all forms; prints what was found and says whether that is as it must be.
  func run() async throws -> Bool {
    var isWell = true
    for form in SweepForm.allCases {
      let began = Date()
      let post = try SweepPost(
        form, folder: FileSystem.path(folder, "sweep-\(UUID().uuidString)"), text: form.textLength)
      let findings = try await sweep(post)
      try post.remove()
      let seconds = String(format: "%.0f", Date().timeIntervalSince(began))
      print("\(form.rawValue), \(post.file.count) bytes: \(findings.summary) (\(seconds) s)")
      isWell = isWell && findings.wrong.isEmpty
    }
    return isWell
  }

  private func sweep(_ post: SweepPost) async throws -> Findings {
    try await withThrowingTaskGroup(of: Findings.self) { group in
      for part in 0..<jobs {
        group.addTask { try sweep(post, part: part) }
      }
      return try await group.reduce(into: Findings()) { $0.add($1) }
    }
  }

  private func sweep(_ post: SweepPost, part: Int) throws -> Findings {
    var receiver = try SweepReceiver(post, name: "worker-\(part)")
    var findings = Findings()
    let reasons = SameContent(of: post.file)
    for position in stride(from: part * step, to: post.file.count, by: jobs * step) {
      for bit in 0..<8 {
        var bytes = post.file
        bytes[position] ^= 1 << UInt8(bit)
        findings.flips += 1
        try findings.note(
          receiver.take(bytes), "byte \(position), bit \(bit)",
          reasons.reason(position, bit: bit, in: bytes))
      }
      findings.cuts += 1
      try findings.note(
        receiver.take(Array(post.file[..<position])), "cut to \(position) bytes", nil)
    }
    return findings
  }
}

extension Sweep.Findings {
  mutating func note(_ verdict: SweepReceiver.Verdict, _ place: String, _ reason: String?) {
    switch verdict {
    case .refused(let code): refusals[code.rawValue, default: 0] += 1
    case .same:
      guard let reason else {
        wrong.append("\(place): taken, and there is no reason to")
        return
      }
      same[reason, default: []].append(place)
    case .wrong(let what): wrong.append("\(place): \(what)")
    }
  }

  var summary: String {
    let counts = refusals.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }
    var lines = [
      "\(flips) bits turned and \(cuts) lengths cut, refused \(refusals.values.reduce(0, +))"
    ]
    lines.append("  reasons: \(counts.joined(separator: ", "))")
    for (reason, places) in same.sorted(by: { $0.key < $1.key }) {
      lines.append("  the same content, \(places.count) times: \(reason)")
      lines += places.map { "    \($0)" }
    }
    lines += wrong.map { "  WRONG: \($0)" }
    return lines.joined(separator: "\n")
  }
}

/// Why a turned bit may leave a compressed file's content as it is; nowhere else may one.
struct SameContent {
  private let sent: Gzip.Inflated?

  init(of file: [UInt8]) {
    // Absent in a file that is not compressed, where no turned bit has a reason.
    sent = try? Gzip.inflate(file)
  }

  /// The reason, if the document in the altered file is the very same.
  func reason(_ position: Int, bit: Int, in altered: [UInt8]) -> String? {
    // Absent when it does not unpack: then it is refused, and needs no reason.
    guard let sent, let now = try? Gzip.inflate(altered), now.bytes == sent.bytes,
      let member = sent.members.last(where: { $0.packed.lowerBound <= position })
    else { return nil }
    switch position - member.packed.lowerBound {
    case 3 where bit == 0: return "a gzip header says that the content is text"
    case 4...7: return "a gzip header says when the file was made"
    case 8: return "a gzip header says how hard the packing was"
    case 9: return "a gzip header says on what system it was made"
    case let place where place == member.packed.count - 9:
      // The deflate stream ends within a byte; the checksum, 8 bytes, follows at the next.
      return "bits that fill up the last packed byte"
    default: return "the same bytes, packed in another way"
    }
  }
}
