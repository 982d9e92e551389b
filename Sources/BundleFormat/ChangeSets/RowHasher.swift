import MergeAlgebra
import StrictJSON

/// Where the salts of a change set's rows come from.
enum RowSalts {
  /// All from one secret: 32 bytes.
  case secret([UInt8])
  /// One by one: 16 bytes, `nil` for an erased row.
  case list([[UInt8]?])

  /// How many bytes a salt has.
  static let saltLength = 16
  /// How many bytes a secret has.
  static let secretLength = 32

  /// The salt of the row with this index among all rows of the change set.
  func salt(of index: Int) -> ArraySlice<UInt8>? {
    switch self {
    case .list(let salts): return salts.indices.contains(index) ? salts[index].map { $0[...] } : nil
    case .secret(let secret):
      var message = secret
      message.reserveCapacity(secret.count + 8)
      for shift in stride(from: 56, through: 0, by: -8) {
        message.append(UInt8(truncatingIfNeeded: UInt64(index) >> UInt64(shift)))
      }
      return HashDomain.salt.hash(message).bytes[..<Self.saltLength]
    }
  }
}

/// Hashes the rows of one group: SHA-256 over the canonical bytes of
/// [salt, table, operation, [columns], [suggested], [key…, cells…], time].
struct RowHasher {
  /// The message; between `begin` and `finish` the row's array is appended to it.
  var message = JSONWriter(reservingCapacity: 512)
  private let middle: [UInt8]

  /// Prepares what all rows of the group have in common.
  init(_ shape: GroupShape) {
    var writer = JSONWriter()
    writer.raw("\",")
    writer.string(shape.table)
    writer.raw(",")
    writer.string(shape.kind.word)
    writer.raw(",")
    writer.strings(shape.columns)
    writer.raw(",")
    writer.strings(shape.suggested)
    writer.raw(",")
    middle = writer.bytes
  }

  /// Starts the message of a row.
  mutating func begin(salt: ArraySlice<UInt8>) {
    message.bytes.removeAll(keepingCapacity: true)
    message.raw("[\"")
    Base64URL.append(salt, to: &message.bytes)
    message.bytes.append(contentsOf: middle)
  }

  /// The hash of the row whose array has been appended.
  mutating func finish(time: Int64) -> ContentHash {
    message.raw(",")
    message.integer(time)
    message.raw("]")
    return HashDomain.row.hash(message.bytes)
  }
}

/// What the rows of a group have in common.
struct GroupShape {
  let table: String
  let kind: RowChange.Kind
  let columns: [String]
  let suggested: [String]

  /// What is wrong with the columns, if anything.
  var defect: String? {
    if Set(columns.map { Array($0.utf8) }).count < columns.count {
      return "a column of \(table) is named twice"
    }
    var rest = columns[...]
    for column in suggested {
      guard let index = rest.firstIndex(where: { $0.utf8.elementsEqual(column.utf8) }) else {
        return "the suggested columns of \(table) are not among those written, in their order"
      }
      rest = rest[(index + 1)...]
    }
    return nil
  }
}

extension RowChange.Kind {
  /// The operation as documents name it.
  var word: String {
    switch self {
    case .insert: "insert"
    case .update: "update"
    case .delete: "delete"
    }
  }
}
