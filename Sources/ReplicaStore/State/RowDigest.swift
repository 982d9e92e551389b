import Crypto
import MergeAlgebra

extension StateDigest {
  /// The digest of one living row.
  init(of row: RowState, key: RowKey, in model: TableModel) {
    var writer = ByteWriter()
    writer.raw(Array("samband-digest-v1\n".utf8))
    writer.block(Array(model.name.utf8))
    writer.block(key.bytes)
    writer.count(row.births.count)
    for birth in row.births { Self.write(birth, &writer) }
    writer.count(row.writes.count)
    for dot in row.writes { Self.write(dot, &writer) }
    writer.count(row.deletes.count)
    for delete in row.deletes { Self.write(delete.stamp, &writer) }
    for (unit, state) in zip(model.units, row.units) {
      writer.block(Array(model.columns[unit.columns[0]].id.utf8))
      Self.write(state, &writer)
    }
    var hash = SHA256()
    writer.bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    let bytes = Array(hash.finalize()).prefix(16)
    self = StateDigest(bytes) ?? StateDigest()
  }

  private static func write(_ dot: Dot, _ writer: inout ByteWriter) {
    writer.block(Array(dot.stream.name.utf8))
    writer.number(UInt64(dot.number))
  }

  private static func write(_ stamp: Stamp, _ writer: inout ByteWriter) {
    write(stamp.dot, &writer)
    writer.signed(stamp.time)
  }

  private static func write(_ state: UnitState, _ writer: inout ByteWriter) {
    switch state {
    case .register(let register):
      writer.count(register.siblings.count)
      for sibling in register.siblings {
        write(sibling.stamp, &writer)
        writer.byte(sibling.standing.rawValue)
        sibling.values.forEach { writer.value($0) }
      }
    case .elements(let set):
      writer.count(set.additions.count)
      for addition in set.additions {
        write(addition.dot, &writer)
        writer.block(addition.element.bytes)
      }
    case .tally(let tally):
      writer.count(tally.amounts.count)
      for amount in tally.amounts {
        write(amount.dot, &writer)
        writer.signed(amount.difference)
      }
    }
  }
}
