/// The one table of what each module may import.
///
/// A module with Swift files and no row fails the rules, and so does a row without such a module.
enum AllowedImports {
  static let table: [String: Set<String>] = [
    // The pure core: the standard library only.
    "MergeAlgebra": [],
    "StrictJSON": [],

    // Encryption, which knows nothing of what is encrypted.
    "AgeFile": ["Crypto", "CryptoExtras"],

    // Bytes and SQLite: siblings that do not know each other.
    "BundleFormat": [
      "MergeAlgebra", "StrictJSON", "AgeFile", "Crypto", "CZlib", "Foundation",
    ],
    "ReplicaStore": [
      "MergeAlgebra", "StrictJSON", "Crypto", "GRDB", "GRDBSQLite", "CSQLiteControl", "Foundation",
      "Synchronization",
    ],

    // Use cases, the domain, the program.
    "Exchange": [
      "MergeAlgebra", "StrictJSON", "BundleFormat", "ReplicaStore", "Crypto", "Foundation",
      "Synchronization", "Glibc", "Darwin",
    ],
    "SognForAlle": [
      "MergeAlgebra", "BundleFormat", "ReplicaStore", "Exchange", "Foundation", "Synchronization",
    ],
    "SambandKit": ["MergeAlgebra", "BundleFormat", "ReplicaStore", "Exchange"],
    "samband": [
      "ArgumentParser", "MergeAlgebra", "StrictJSON", "BundleFormat", "ReplicaStore", "Exchange",
      "SognForAlle", "Foundation", "Synchronization", "Glibc", "Darwin",
    ],
  ]

  /// Modules that a single one of ours may import, whatever the table comes to say.
  static let soleImporter: [String: String] = [
    "GRDB": "ReplicaStore",
    "GRDBSQLite": "ReplicaStore",
    "CSQLiteControl": "ReplicaStore",
    "CZlib": "BundleFormat",
    "CryptoExtras": "AgeFile",
    "ArgumentParser": "samband",
  ]

  /// C libraries that exist on one platform only, so their import stands inside `#if`.
  static let platformLibraries: Set = ["Glibc", "Darwin", "Musl", "WinSDK", "ucrt", "CRT"]
}
