/// The one table of what each module may import.
///
/// A module with Swift files and no row fails the rules, and so does a row without such a module.
enum AllowedImports {
  static let table: [String: Set<String>] = [
    // The pure core: the standard library only.
    "MergeAlgebra": [],
    "StrictJSON": [],

    // Bytes and SQLite: siblings that do not know each other.
    "BundleFormat": ["MergeAlgebra", "StrictJSON", "Crypto", "CZlib", "Foundation"],
    "ReplicaStore": [
      "MergeAlgebra", "StrictJSON", "Crypto", "GRDB", "GRDBSQLite", "CSQLiteControl", "Foundation",
    ],

    // Use cases, the domain, the program.
    "Exchange": [
      "MergeAlgebra", "StrictJSON", "BundleFormat", "ReplicaStore", "Crypto", "Foundation",
      "Glibc", "Darwin",
    ],
    "SognForAlle": ["MergeAlgebra", "ReplicaStore", "Exchange", "StrictJSON", "Foundation"],
    "samband": [
      "ArgumentParser", "MergeAlgebra", "Exchange", "SognForAlle", "StrictJSON", "Foundation",
      "Glibc", "Darwin",
    ],

    // A development tool over the real store and real bundle bytes.
    "samband-simulate": [
      "MergeAlgebra", "StrictJSON", "BundleFormat", "ReplicaStore", "Exchange", "Crypto",
      "Foundation", "Glibc", "Darwin",
    ],
  ]

  /// Modules that a single one of ours may import, whatever the table comes to say.
  static let soleImporter: [String: String] = [
    "GRDB": "ReplicaStore",
    "GRDBSQLite": "ReplicaStore",
    "CSQLiteControl": "ReplicaStore",
    "CZlib": "BundleFormat",
    "ArgumentParser": "samband",
  ]

  /// C libraries that exist on one platform only, so their import stands inside `#if`.
  static let platformLibraries: Set = ["Glibc", "Darwin", "Musl", "WinSDK", "ucrt", "CRT"]
}
