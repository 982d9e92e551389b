/// The digits of a text, in runs that only blanks, dots, hyphens or slashes part.
///
/// `010190 12345` is one cluster of two runs, and so is `0101 90-12345` of three.
struct DigitGroups {
  /// Runs of digits that belong together.
  private(set) var clusters: [[String]] = []

  /// Reads a text; digits of every script count.
  init(_ text: String) {
    var cluster: [String] = []
    var run = ""
    var gap = 0
    func close(_ run: inout String) {
      if !run.isEmpty { cluster.append(run) }
      run = ""
    }
    for scalar in text.unicodeScalars {
      if let digit = Self.digit(scalar) {
        run.append(digit)
        gap = 0
      } else if Self.invisible.contains(scalar.value) {
        // What nobody sees parts nothing.
        continue
      } else {
        close(&run)
        gap += 1
        if gap > 3 || !Self.separators.contains(scalar.value) {
          if !cluster.isEmpty { clusters.append(cluster) }
          cluster = []
        }
      }
    }
    close(&run)
    if !cluster.isEmpty { clusters.append(cluster) }
  }

  /// Every row of neighbouring runs with so many digits in all, with the places at which they are parted.
  func spans(of count: Int) -> [(digits: [Int], seams: [Int])] {
    var found: [(digits: [Int], seams: [Int])] = []
    for cluster in clusters {
      for start in cluster.indices {
        var text = ""
        var seams: [Int] = []
        for run in cluster[start...] {
          if !text.isEmpty { seams.append(text.utf8.count) }
          text += run
          if text.utf8.count >= count { break }
        }
        if text.utf8.count == count {
          found.append((text.utf8.map { Int($0) - 48 }, seams))
        }
      }
    }
    return found
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Character? {
    if scalar.isASCII {
      return (48...57).contains(scalar.value) ? Character(scalar) : nil
    }
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
    else { return nil }
    return Character(String(Int(value)))
  }

  /// Zero-width characters and the soft hyphen.
  private static let invisible: Set<UInt32> = [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]

  /// Tab, blank, hyphen, dot, slash, underscore; the blanks and hyphens of Unicode.
  private static let separators: Set<UInt32> = Set(
    [0x09, 0x20, 0x2D, 0x2E, 0x2F, 0x5F, 0xA0, 0xB7, 0x202F, 0x205F, 0x2212, 0x3000]
  ).union(0x2000...0x200A).union(0x2010...0x2015)
}
