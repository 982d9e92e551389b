import MergeAlgebra
import StrictJSON

/// Reads a change set document; its members may come in any order.
struct ChangeSetReader {
  /// What errors call the document: its dot as soon as that is known.
  private(set) var subject: String
  /// The version that the head gives, when this program does not know it.
  private(set) var unknownVersion: Int64?
  private let bytes: [UInt8]
  private let limits: Limits
  private var head: HeadDocument?
  private var salts: RowSalts?
  private var signature: String?
  private var groups: GroupReader?

  /// What a document says, before its hashes are compared.
  struct Content {
    let head: HeadDocument
    let signature: DetachedSignature
    let groups: GroupReader
  }

  init(_ bytes: [UInt8], subject: String, limits: Limits) {
    self.bytes = bytes
    self.subject = subject
    self.limits = limits
  }

  mutating func read(in range: Range<Int>) throws(JSONError) -> Content {
    let what = "a change set"
    var reader = JSONReader(bytes, in: range, limits: limits.json(below: Limits.changeSetLevel))
    var deferred: Range<Int>?
    try reader.readMembers(of: what) { (reader, name) throws(JSONError) in
      switch name {
      case "head": try self.readHead(&reader)
      case "secret", "salts": try self.readSalts(name, &reader)
      case "signature":
        self.signature = try reader.readText("the signature", limit: self.limits.nameLength)
      case "groups":
        if self.head == nil || self.salts == nil {
          deferred = try reader.skipValue()
        } else {
          try self.readGroups(&reader)
        }
      default: return false
      }
      return true
    }
    try reader.end()
    let head = try reader.required(self.head, "head", of: what)
    let salts = try reader.required(self.salts, "secret", of: what)
    if let deferred {
      let depthAbove = Limits.changeSetLevel + 1
      var late = JSONReader(bytes, in: deferred, limits: limits.json(below: depthAbove))
      try readGroups(&late)
    }
    let groups = try reader.required(self.groups, "groups", of: what)
    if case .list(let list) = salts, list.count != head.rowCount {
      throw reader.invalid("\(list.count) salts for \(head.rowCount) rows")
    }
    guard groups.rowCount == head.rowCount else {
      throw reader.invalid("\(groups.rowCount) rows where the head says \(head.rowCount)")
    }
    let text = try reader.required(signature, "signature", of: what)
    return Content(head: head, signature: DetachedSignature(text: text), groups: groups)
  }

  private mutating func readHead(_ reader: inout JSONReader) throws(JSONError) {
    guard try reader.peek() == .object else {
      throw reader.failure(.wrongType, "the head is no object")
    }
    if let version = try HeadDocument.version(aheadOf: reader), version != HeadDocument.version {
      unknownVersion = version
      throw reader.invalid("the head has version \(version), which this program does not know")
    }
    let document = try HeadDocument(reading: &reader, limits: limits)
    subject = "change set \(document.head.dot.number) of \(document.head.dot.stream)"
    head = document
  }

  private mutating func readSalts(
    _ name: String, _ reader: inout JSONReader
  ) throws(JSONError) {
    guard salts == nil else { throw reader.invalid("a change set with a secret and with salts") }
    guard name == "salts" else {
      salts = .secret(try reader.readBytes("the secret", count: RowSalts.secretLength))
      return
    }
    var list: [[UInt8]?] = []
    try reader.readElements(of: "salts", limit: limits.rows) { (reader) throws(JSONError) in
      list.append(
        try reader.readOptional { (reader) throws(JSONError) in
          try reader.readBytes("a salt", count: RowSalts.saltLength)
        })
    }
    salts = .list(list)
  }

  private mutating func readGroups(_ reader: inout JSONReader) throws(JSONError) {
    guard let head, let salts else { preconditionFailure("groups of \(subject) before its salts") }
    var rows = GroupReader(bytes, salts: salts, rowLimit: head.rowCount, limits: limits)
    try rows.read(&reader)
    groups = rows
  }
}
