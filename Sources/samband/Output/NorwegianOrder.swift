/// The order in which people here look words up.
///
/// As in the Unicode locale data for Norwegian: æ, ø and å come after z, in this order; ä is an æ, ö
/// an ø, ü a y, and aa an å. Case and other accents count only where all else is equal. Numbers count
/// as numbers, so that `T9` comes before `T10`.
struct NorwegianOrder: Comparable {
  private let elements: [Element]
  private let text: String

  /// What is compared: a number, or a letter by its place.
  private enum Element: Comparable {
    case number(Int)
    case letter(UInt32)
  }

  /// The place of a text.
  init(_ text: String) {
    self.text = text
    var elements: [Element] = []
    var digits = ""
    var isAfterA = false
    for character in text {
      if character.isASCII, character.isNumber, digits.count < 18 {
        digits.append(character)
        isAfterA = false
        continue
      }
      Self.take(&digits, to: &elements)
      for letter in Self.letters(of: character) {
        if letter == "a", isAfterA {
          elements[elements.count - 1] = .letter(Self.place("å"))
          isAfterA = false
        } else {
          elements.append(.letter(Self.place(letter)))
          isAfterA = letter == "a"
        }
      }
    }
    Self.take(&digits, to: &elements)
    self.elements = elements
  }

  /// Whether one stands before the other.
  static func < (one: NorwegianOrder, other: NorwegianOrder) -> Bool {
    if one.elements != other.elements {
      return one.elements.lexicographicallyPrecedes(other.elements)
    }
    return one.text < other.text
  }

  private static func take(_ digits: inout String, to elements: inout [Element]) {
    if let number = Int(digits) { elements.append(.number(number)) }
    digits = ""
  }

  /// A character in small letters, without an accent that is not its own letter here.
  private static func letters(of character: Character) -> [Unicode.Scalar] {
    let small = Array(character.lowercased().unicodeScalars)
    let composed: [Character: Unicode.Scalar] = [
      "æ": "æ", "ä": "æ", "ø": "ø", "ö": "ø", "å": "å", "ü": "y",
    ]
    if let letter = character.lowercased().first.flatMap({ composed[$0] }) { return [letter] }
    return Array(small.prefix(1)).map { bases[$0] ?? $0 }
  }

  /// Accented letters that are met in names here.
  private static let bases: [Unicode.Scalar: Unicode.Scalar] = [
    "à": "a", "á": "a", "â": "a", "é": "e", "è": "e", "ê": "e", "ë": "e", "í": "i", "ï": "i",
    "ó": "o", "ò": "o", "ô": "o", "ú": "u", "ç": "c", "ñ": "n",
  ]

  private static func place(_ letter: Unicode.Scalar) -> UInt32 {
    switch letter {
    case "æ": 0x7B
    case "ø": 0x7C
    case "å": 0x7D
    default: letter.value < 0x7B ? letter.value : letter.value + 3
    }
  }
}
