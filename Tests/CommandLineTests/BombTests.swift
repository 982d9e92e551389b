import Foundation
import Testing

@Suite("Small files that want to be large end in a refusal, in little memory")
struct BombTests {
  /// How much memory any of them may take, in KiB.
  static let ceiling = 200 << 10

  /// Builds the bombs: a mebibyte or less that would inflate to a gibibyte, or to a thousandth of
  /// that for the nested one, which is small already.
  private static let recipes = """
    set -e
    repeat() { i=0; while [ $i -lt $2 ]; do cat "$1"; i=$((i + 1)); done; }
    begin='{"format":"samband-bundle","version":1,"x":"'
    { printf '%s' "$begin"; head -c 16M /dev/zero | tr '\\0' a; } | gzip -9 > begin.gz
    head -c 16M /dev/zero | tr '\\0' a | gzip -9 > piece.gz
    head -c 16M /dev/zero | gzip -9 > zero.gz
    repeat zero.gz 64 > zero.samband.json.gz
    { cat begin.gz; repeat piece.gz 63; } > many.samband.json.gz
    { printf '%s' "$begin"; head -c 256M /dev/zero | tr '\\0' a; } | gzip -1 > one.samband.json.gz
    gzip -9 < many.samband.json.gz > nested.samband.json.gz
    { gzip -9 < /dev/null; head -c 4M /dev/zero | tr '\\0' ' ' | gzip -9; repeat piece.gz 32; } \\
      > space.samband.json.gz
    """

  @Test(
    "Compressed, in many members, as text, nested, after white space, encrypted, in a change set")
  func bombs() throws {
    let workshop = try Workshop()
    try workshop.found(language: "en")
    try workshop.shell(Self.recipes)
    try encrypt("many.samband.json.gz", in: workshop)
    try bury(in: workshop)
    let before = workshop.bytes(of: "vik")
    let sound = try workshop.bundle(from: "region", to: "vik")
    guard let usual = try workshop.measured("import", sound, "--replica", "vik.sqlite") else {
      return
    }
    #expect(usual.status == 0)
    for name in try workshop.names(in: ".").filter({ $0.contains(".samband.") }) {
      let size = try #require(try workshop.contents(of: ".")[name]).count
      #expect(size < 6 << 20, "\(name) has \(size) bytes")
      let run = try #require(
        try workshop.measured("import", name, "--replica", "vik.sqlite", "--language", "en"))
      #expect(run.status == 65, "\(name): \(run.errors)")
      #expect(run.errors.contains("error: \(name) is "), "\(run.errors)")
      #expect(run.kilobytes < Self.ceiling, "\(name): \(run.kilobytes) KiB")
      let look = try #require(try workshop.measured("inspect", name))
      #expect(look.kilobytes < Self.ceiling, "inspect \(name): \(look.kilobytes) KiB")
    }
    #expect(workshop.bytes(of: "vik") == before)
  }

  /// Encrypts a bomb to Vik, whose key is in the charter for everybody to see.
  private func encrypt(_ name: String, in workshop: Workshop) throws {
    let found = try workshop.runShell("command -v age age-keygen")
    guard found.status == 0 else {
      print("skipped: the encrypted bomb needs age")
      return
    }
    try workshop.shell(
      """
      samband key identity --replica vik.sqlite > vik.identity
      age -r "$(age-keygen -y vik.identity)" -o secret.samband.json.gz.age \(name)
      """)
  }

  /// Puts a bomb into a change set of a bundle that is sound up to there.
  private func bury(in workshop: Workshop) throws {
    try workshop.edit("region", "UPDATE measure SET note = 'bombe' WHERE code = 'T1'")
    try workshop.succeed("region", "export", "-o", "out", "--plain", "--to", "vik")
    let bundle = "out/" + (try workshop.names(in: "out")[0])
    let text = try workshop.read(bundle)
    let place = try #require(text.range(of: "bombe"))
    try workshop.write(String(text[..<place.lowerBound]), to: "before")
    try workshop.write(String(text[place.upperBound...]), to: "after")
    try workshop.shell(
      """
      { gzip -9 < before; i=0; while [ $i -lt 64 ]; do cat piece.gz; i=$((i + 1)); done
        gzip -9 < after; } > buried.samband.json.gz
      """)
  }
}
