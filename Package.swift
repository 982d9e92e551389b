// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

let grdb: [Target.Dependency] = [
  .product(name: "GRDB", package: "GRDB.swift"),
  .product(name: "GRDBSQLite", package: "GRDB.swift"),
]
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")

let package = Package(
  name: "samband",
  platforms: [.macOS(.v13)],
  products: [
    .executable(name: "samband", targets: ["samband"]),
    .executable(name: "samband-simulate", targets: ["samband-simulate"]),
    .library(name: "SambandKit", targets: ["SambandKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // The pure core.
    .target(name: "MergeAlgebra", swiftSettings: strict),
    .target(name: "StrictJSON", swiftSettings: strict),

    // Encryption, which knows nothing of what is encrypted.
    .target(name: "AgeFile", dependencies: [crypto, cryptoExtras], swiftSettings: strict),

    // System libraries that Swift cannot call as they are.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CSQLiteControl", linkerSettings: [.linkedLibrary("sqlite3")]),

    // Bytes and SQLite: siblings that do not know each other.
    .target(
      name: "BundleFormat",
      dependencies: ["MergeAlgebra", "StrictJSON", "AgeFile", "CZlib", crypto],
      swiftSettings: strict),
    .target(
      name: "ReplicaStore",
      dependencies: ["MergeAlgebra", "StrictJSON", "CSQLiteControl", crypto] + grdb,
      swiftSettings: strict),

    // Use cases, the domain, the program.
    .target(
      name: "Exchange",
      dependencies: ["MergeAlgebra", "StrictJSON", "BundleFormat", "ReplicaStore", crypto],
      swiftSettings: strict),
    .target(
      name: "SognForAlle",
      dependencies: ["MergeAlgebra", "BundleFormat", "ReplicaStore", "Exchange"],
      resources: [.embedInCode("Resources")], swiftSettings: strict),
    .executableTarget(
      name: "samband",
      dependencies: [
        "MergeAlgebra", "StrictJSON", "BundleFormat", "ReplicaStore", "Exchange", "SognForAlle",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // What other packages import: a name, and no code.
    .target(
      name: "SambandKit",
      dependencies: ["MergeAlgebra", "BundleFormat", "ReplicaStore", "Exchange"],
      swiftSettings: strict),

    // Tests. SambandTestKit is what they share; the simulation is a program of its own.
    .target(
      name: "SambandTestKit", dependencies: ["MergeAlgebra"],
      path: "Tests/SambandTestKit", swiftSettings: strict),
    .executableTarget(
      name: "samband-simulate",
      dependencies: ["MergeAlgebra", "BundleFormat", "ReplicaStore", "Exchange", "SambandTestKit"],
      path: "Tests/ConvergenceSimulation", exclude: ["README.md"], swiftSettings: strict),
    .testTarget(
      name: "MergeAlgebraTests", dependencies: ["MergeAlgebra", "SambandTestKit"],
      swiftSettings: strict),
    .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"], swiftSettings: strict),
    .testTarget(
      name: "AgeFileTests", dependencies: ["AgeFile", "SambandTestKit", "CZlib", crypto],
      swiftSettings: strict),
    .testTarget(
      name: "BundleFormatTests",
      dependencies: ["BundleFormat", "MergeAlgebra", "StrictJSON", crypto],
      swiftSettings: strict),
    .testTarget(
      name: "ReplicaStoreTests", dependencies: ["ReplicaStore", "MergeAlgebra", "SambandTestKit"],
      swiftSettings: strict),
    .testTarget(
      name: "ExchangeTests",
      dependencies: [
        "Exchange", "BundleFormat", "ReplicaStore", "MergeAlgebra", "StrictJSON", "SognForAlle",
        "SambandTestKit",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "samband-example", dependencies: ["SambandKit"], path: "Tests/LibraryExample",
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["samband", "samband-example", "Exchange", "MergeAlgebra", "SambandTestKit"],
      swiftSettings: strict),
    .testTarget(name: "RepositoryRules"),
  ],
  swiftLanguageModes: [.v6]
)
