@testable import AgeFile

/// What came of decrypting a file in pieces: content, and the error that ended it.
struct Opening {
  private(set) var content: [UInt8] = []
  private(set) var error: AgeError?

  /// Feeds the file as a whole, or in pieces of the sizes that `size` tells; zero is a size.
  init(
    of file: [UInt8], isArmored: Bool = false, with keys: AgeKeys, size: () -> Int = { .max }
  ) {
    do throws(AgeError) {
      if isArmored {
        try openArmored(file, keys, size)
      } else {
        try openPlain(file, keys, size)
      }
    } catch {
      self.error = error
    }
  }

  init(of file: [UInt8], with identities: AgeIdentity..., size: () -> Int = { .max }) {
    self.init(of: file, with: AgeKeys(identities: identities), size: size)
  }

  private mutating func openPlain(
    _ file: [UInt8], _ keys: AgeKeys, _ size: () -> Int
  ) throws(AgeError) {
    var decryptor = AgeDecryptor(keys)
    var start = 0
    while start < file.count {
      let count = min(size(), file.count - start)
      try decryptor.update(file.span.extracting(start..<start + count), into: &content)
      start += count
    }
    try decryptor.finish(into: &content)
  }

  private mutating func openArmored(
    _ text: [UInt8], _ keys: AgeKeys, _ size: () -> Int
  ) throws(AgeError) {
    var armor = AgeArmorDecoder()
    var decryptor = AgeDecryptor(keys)
    var start = 0
    while start < text.count {
      let count = min(size(), text.count - start)
      var file: [UInt8] = []
      try armor.update(text.span.extracting(start..<start + count), into: &file)
      try decryptor.update(file.span, into: &content)
      start += count
    }
    var file: [UInt8] = []
    try armor.finish(into: &file)
    try decryptor.update(file.span, into: &content)
    try decryptor.finish(into: &content)
  }
}
