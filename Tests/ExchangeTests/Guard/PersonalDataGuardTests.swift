import Exchange
import Foundation
import SambandTestKit
import SognForAlle
import Testing

@Suite("The guard knows what names a person")
struct PersonalDataGuardTests {
  private let textGuard = PersonalDataGuard()

  private func findings(
    _ text: String, of column: (table: String, name: String)? = ("need", "text")
  ) -> Set<GuardFinding> { textGuard.findings(in: text, of: column) }

  /// Synthetic numbers: months that are not, or a year that is not yet.
  static let ids = [
    "fødselsnummer": "05847730457", "D-number": "45847730440", "2032, remainder 1": "05847730465",
    "2032, remainder 2": "05847730473", "2032, remainder 3": "05847730481", "DUF": "298700432105",
  ]

  @Test("A national id stops, however it is written", arguments: ids.sorted { $0.key < $1.key })
  func stops(kind: String, number: String) {
    let parted = number.count == 12 ? [4, 10] : [6]
    let ways = [" ", ".", "-", " - ", "\u{A0}", "\u{2011}", "/", "\u{200B}"].map {
      Self.insert($0, at: parted, in: number)
    }
    let everyDigit = number.map { String($0) }.joined(separator: " ")
    let fullWidth = String(
      String.UnicodeScalarView(
        number.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    for text in ways + [
      number, everyDigit, fullWidth, "fnr\(number).", "4642 \(number)", "[\"\(number)\"]",
      "{\"p\":\"x\(number)y\"}", "uke 38, \(number), 12 plassar",
    ] {
      #expect(findings(text).contains(.nationalID), "\(kind): \(text)")
    }
  }

  @Test("What only looks like one does not stop")
  func allows() {
    for text in [
      "310004324", "4642", "2026-W38", "57 67 12 34", "2026-09-15", "2026-09-15 2026-09-16",
      "NO93 8601 1117 947", "8601 11 17947", "DE89370400440532013000", "1234567890123",
      "905847730457", "058477304571", "05847730458", "00847730457", "32847730457", "1789000000000",
      "laerdal-7q2k9f3m.4f1c.everyone:3",
    ] {
      #expect(findings(text).isDisjoint(with: [.nationalID]), "\(text)")
    }
  }

  @Test("No id with a date and check digits that fit is passed over in 10,000 of each series")
  func noSilence() {
    var random = SeededGenerator(seed: 2_032)
    for (day, month) in [(0, 0), (40, 0), (0, 40), (40, 40), (0, 80), (40, 80), (0, 65)] {
      var made = 0
      while made < 10_000 {
        let head = String(
          format: "%02d%02d%05d", Int.random(in: 1...28, using: &random) + day,
          Int.random(in: 1...12, using: &random) + month, Int.random(in: 0...99_999, using: &random)
        )
        guard let number = Self.completed(head, remainder: Int.random(in: 0...3, using: &random))
        else { continue }
        made += 1
        #expect(findings("nr \(number)").contains(.nationalID), "\(day) \(month)")
      }
    }
  }

  @Test("False alarms among 10,000 random numbers of each kind are counted")
  func falseAlarms() {
    var random = SeededGenerator(seed: 4_642)
    func alarms(_ make: () -> String) -> Int {
      (0..<10_000).count { _ in findings(make()).contains(.nationalID) }
    }
    let eleven = alarms {
      String(format: "%011ld", Int.random(in: 0..<100_000_000_000, using: &random))
    }
    // One number in a hundred has a date, one of the marks on day or month, and check digits that fit.
    #expect(eleven == 109)
    let orgnr = alarms { String(format: "%09d", Int.random(in: 0..<1_000_000_000, using: &random)) }
    let phone = alarms { String(format: "%08d", Int.random(in: 0..<100_000_000, using: &random)) }
    let week = alarms {
      String(
        format: "%04d-W%02d", Int.random(in: 2000...2099, using: &random),
        Int.random(in: 1...53, using: &random))
    }
    let kommune = alarms { String(format: "%04d", Int.random(in: 0..<10_000, using: &random)) }
    #expect(orgnr + phone + week + kommune == 0)
  }

  @Test("Addresses and private phones warn, but not where they are meant to be")
  func warnings() {
    for text in ["ring +47 00 00 01 23", "0047 00000000", "912 00 000", "40 00 00 00", "91200000"] {
      #expect(findings(text) == [.phoneNumber], "\(text)")
    }
    #expect(findings("skriv til per@example.org no") == [.emailAddress])
    for text in ["57 67 12 34", "310004324", "91200000123", "@", "a@b", "4642", "kl. 09.00"] {
      #expect(findings(text).isEmpty, "\(text)")
    }
    for name in ["work_email", "work_phone"] {
      #expect(findings("per@example.org 912 00 000", of: ("contact_person", name)).isEmpty)
      #expect(findings("05847730457", of: ("contact_person", name)) == [.nationalID])
    }
    #expect(findings("[\"per@example.org\"]", of: ("employer", "contact_points")).isEmpty)
  }

  /// Nine digits with both check digits, the first of which leaves `remainder`; `nil` where there is none.
  private static func completed(_ head: String, remainder: Int) -> String? {
    var digits = head.utf8.map { Int($0) - 48 }
    let first = zip(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]).reduce(0) { $0 + $1.0 * $1.1 }
    digits.append((22 + remainder - first % 11) % 11)
    let second = zip(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]).reduce(0) { $0 + $1.0 * $1.1 }
    digits.append((11 - second % 11) % 11)
    return digits.contains(10) ? nil : digits.map(String.init).joined()
  }

  private static func insert(_ separator: String, at places: [Int], in text: String) -> String {
    text.enumerated().map { (places.contains($0) ? separator : "") + String($1) }.joined()
  }
}
