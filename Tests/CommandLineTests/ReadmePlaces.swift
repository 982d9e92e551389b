/// The blocks of the README beside the walk: which are run, with which names, and why some are not.
struct ReadmePlaces {
  /// What becomes of a block.
  enum Treatment {
    /// It is run, with these words for those that stand for something.
    case runs([(word: String, instead: String)])
    /// It is not, for this reason.
    case stays(String)
  }

  /// How the block begins.
  let beginning: String
  /// What becomes of it.
  let treatment: Treatment

  /// All of them, in the order of the README.
  static let all: [ReadmePlaces] = [
    ReadmePlaces(
      beginning: "scripts/demo     #",
      treatment: .stays("they build and test all there is; scripts/test runs the demonstration")),
    ReadmePlaces(
      beginning: "swift build", treatment: .stays("the tests have the built program on their path")),
    ReadmePlaces(beginning: "samband log", treatment: .runs([(" DOT ", " $DOT ")])),
    ReadmePlaces(beginning: "samband tables", treatment: .runs([])),
    ReadmePlaces(
      beginning: "samband import",
      treatment: .runs([
        ("import /media/minnepinne", "import stick --replica vik.sqlite"),
        ("/media/minnepinne", "stick"), ("doctor", "doctor --replica vik.sqlite"),
      ])),
    ReadmePlaces(
      beginning: "samband key identity", treatment: .runs([("FILE", "$FILE")])),
    ReadmePlaces(
      beginning:
        "samband found region.sqlite --template sogn --charter-out charter.json --recovery-out",
      treatment: .runs([
        ("region.sqlite", "safe.sqlite"), ("charter.json", "safe.json"),
        ("/media/minnepinne/reserve.json", "reserve.json"),
        (
          "samband key passphrase --replica safe.sqlite",
          "echo blåbær | samband key passphrase --new-passphrase-fd 0 --replica safe.sqlite"
        ),
      ])),
    ReadmePlaces(
      beginning: "samband found region.sqlite --from",
      treatment: .runs([("region.sqlite", "taken.sqlite"), ("charter.json", "taken.json")])),
    ReadmePlaces(
      beginning: "samband found region.sqlite --schema",
      treatment: .runs([("region.sqlite", "own.sqlite"), ("charter.json", "own.json")])),
    ReadmePlaces(
      beginning: "samband charter revise",
      treatment: .runs([("region.sqlite", "own.sqlite")])),
    ReadmePlaces(
      beginning: "scripts/setup --for-tests",
      treatment: .stays("it sets up a Python of its own; scripts/check_bundles.py does the same")),
  ]
}
