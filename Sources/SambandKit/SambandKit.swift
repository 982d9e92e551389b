// One import for programs that use Samband as a library: the use cases, and the values that they take
// and give. What is below (JSON, encryption, SQLite) is no part of it.
@_exported import BundleFormat
@_exported import Exchange
@_exported import MergeAlgebra
@_exported import ReplicaStore
