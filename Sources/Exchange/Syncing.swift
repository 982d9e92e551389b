import MergeAlgebra

/// What the weekly command did.
public struct SyncReport: Sendable {
  /// What came in.
  public let imported: ImportReport
  /// What went out.
  public let exported: ExportReport
}

extension Replica {
  /// The weekly command: imports what is new in a folder, then writes for everyone into it.
  ///
  /// A member's bundle goes to the coordinator, the coordinator's to every member. What came in is told
  /// to `afterImport` before anything is written: it stays, also when there is no room for what is to go
  /// out. Errors: `noSuchFile` when the folder is not there, since a stick may not be mounted.
  public func sync(
    with folder: String, form: BundleForm = .encrypted, maximumSize: Int? = nil,
    afterImport: (ImportReport) throws -> Void = { _ in }
  ) throws -> SyncReport {
    guard FileSystem.isFolder(folder) else { throw ExchangeError(.noSuchFile, folder) }
    let imported = try importBundles([folder])
    try afterImport(imported)
    let exported = try export(into: folder, form: form, maximumSize: maximumSize)
    return SyncReport(imported: imported, exported: exported)
  }
}
