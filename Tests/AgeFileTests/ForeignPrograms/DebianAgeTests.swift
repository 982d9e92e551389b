import SambandTestKit
import Testing

@testable import AgeFile

@Suite(
  "age, the program of the distribution, and we open each other's files",
  .enabled(if: Workbench.hasAge, Workbench.noAge))
struct DebianAgeTests {
  static let lengths = [0, 1, 65_535, 65_536, 65_537, 3 * 65_536, 1_000_000]

  /// The lines of a key file of `age-keygen` that are no comments.
  private func secret(in keyFile: [UInt8]) throws -> AgeIdentity {
    let lines = String(decoding: keyFile, as: UTF8.self).split(separator: "\n")
    return try AgeIdentity(String(try #require(lines.last { !$0.hasPrefix("#") })))
  }

  @Test("age-keygen's key is one to us, and ours one to it")
  func keys() throws {
    let bench = try Workbench()
    try bench.run("age-keygen", "-o", "key")
    let theirs = try secret(in: bench.read("key"))
    #expect(try bench.run("age-keygen", "-y", "key") == Array("\(theirs.recipient.text)\n".utf8))
    let ours = try AgeIdentity(Samples.content(32))
    try bench.write(Array("\(ours.secretText)\n".utf8), to: "ours")
    #expect(try bench.run("age-keygen", "-y", "ours") == Array("\(ours.recipient.text)\n".utf8))
  }

  @Test("age opens our files, plain and armored", arguments: lengths)
  func theyOpenOurs(length: Int) throws {
    let bench = try Workbench()
    let identities = [try Samples.identity(1), try Samples.identity(2)]
    let content = Samples.content(length)
    let file = try Samples.file(content, for: identities)
    try bench.write(file, to: "file.age")
    try bench.write(AgeArmorEncoder().encode(file), to: "file.txt")
    for identity in identities {
      try bench.write(Array("\(identity.secretText)\n".utf8), to: "key")
      for name in ["file.age", "file.txt"] {
        // To standard output: with -o, age makes no file for an empty content.
        #expect(try bench.run("age", "-d", "-i", "key", name) == content)
      }
    }
    try bench.write(Array("\(try Samples.identity(3).secretText)\n".utf8), to: "key")
    #expect(try bench.runsNot("age", "-d", "-i", "key", "file.age"))
  }

  @Test("We open age's files, plain and armored", arguments: lengths)
  func weOpenTheirs(length: Int) throws {
    let bench = try Workbench()
    let first = try Samples.identity(1)
    let second = try Samples.identity(2)
    let content = Samples.content(length)
    try bench.write(content, to: "content")
    try bench.run(
      "age", "-r", first.recipient.text, "-r", second.recipient.text, "-o", "file.age", "content")
    try bench.run("age", "-a", "-r", second.recipient.text, "-o", "file.txt", "content")
    #expect(try AgeDecryptor(identities: [first]).decrypt(bench.read("file.age")) == content)
    #expect(try AgeDecryptor(identities: [second]).decrypt(bench.read("file.age")) == content)
    let text = try bench.read("file.txt")
    let file = try AgeArmorDecoder().decode(text)
    #expect(AgeArmorEncoder().encode(file) == text)
    #expect(try AgeDecryptor(identities: [second]).decrypt(file) == content)
    #expect(Opening(of: file, with: first).error?.code == .noMatch)
  }

  @Test(
    "Passphrases open both ways", .enabled(if: Workbench.hasTerminal, Workbench.noTerminal))
  func passphrases() throws {
    let bench = try Workbench()
    let passphrase = try AgePassphrase("blåbær og rømme")
    let content = Samples.content(70_000)
    var generator = SeededGenerator(seed: 5)
    let file = try AgeEncryptor(passphrase: passphrase, workFactor: 12) { generator.bytes($0) }
      .encrypt(content)
    try bench.write(file, to: "ours.age")
    try bench.run(
      "script", "-qec", "age -d -o content ours.age", "/dev/null", input: "blåbær og rømme\n")
    #expect(try bench.read("content") == content)
    try bench.run(
      "script", "-qec", "age -p -o theirs.age content", "/dev/null",
      input: "blåbær og rømme\nblåbær og rømme\n")
    #expect(try AgeDecryptor(passphrase: passphrase).decrypt(bench.read("theirs.age")) == content)
  }
}
