import ArgumentParser

/// A size as people write it: `20MB`, `500kB`, `1GB`, `4096`.
struct ByteCount: ExpressibleByArgument, Equatable {
  let bytes: Int

  init?(argument: String) {
    let units: [(String, Int)] = [
      ("gb", 1_000_000_000), ("mb", 1_000_000), ("kb", 1_000), ("b", 1), ("", 1),
    ]
    let text = argument.lowercased()
    guard let (unit, factor) = units.first(where: { text.hasSuffix($0.0) }),
      let number = Int(text.dropLast(unit.count).filter { $0 != " " }), number > 0
    else { return nil }
    let (product, overflows) = number.multipliedReportingOverflow(by: factor)
    if overflows { return nil }
    bytes = product
  }
}
