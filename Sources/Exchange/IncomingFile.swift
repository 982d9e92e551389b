import BundleFormat
import MergeAlgebra

/// A file that may be a bundle.
struct IncomingFile {
  let path: String
  let name: String
  let wasFoundInFolder: Bool
  /// Whether a file can be opened by the name.
  private let isReachable: Bool

  private init(path: String, name: String, wasFoundInFolder: Bool, isReachable: Bool = true) {
    self.path = path
    self.name = name
    self.wasFoundInFolder = wasFoundInFolder
    self.isReachable = isReachable
  }

  /// Whether its name says that it is one of ours.
  var claimsToBeABundle: Bool {
    [BundleForm.encrypted, .plain, .compressed].contains { name.hasSuffix(".\($0.ending)") }
  }

  /// Whether its name says that a replica wrote it; what we encrypt to others we cannot open ourselves.
  func claimsToBe(from replica: ReplicaID) -> Bool { name.hasPrefix("\(replica)-to-") }

  /// Whether a file that could not be read as a bundle is none, which in a folder is no complaint.
  ///
  /// One that looks like a bundle inside and hides its name is complained of.
  func mayBeForeign(after error: any Error) -> Bool {
    guard wasFoundInFolder && !claimsToBeABundle else { return false }
    return (error as? ExchangeError)?.code != .deceptiveName
  }
}

// MARK: - Reading

extension IncomingFile {
  /// How much of a file is looked at to tell whether it can be a bundle.
  private static let beginningLength = 2_048

  /// The whole file; `nil` when it lies in a folder and neither calls itself a bundle nor begins like
  /// one, such as the pictures on somebody's stick.
  ///
  /// Errors: those of ``FileSystem/readFromOutside(_:limit:)``.
  func contents(limits: Limits) throws -> [UInt8]? {
    guard isReachable else {
      if claimsToBeABundle { throw ExchangeError(.deceptiveName, path) }
      return nil
    }
    let isPlain = VisibleText.isPlain(name)
    guard try isPlain || !wasFoundInFolder || claimsToBeABundle || beginsLikeABundle() else {
      return nil
    }
    let file = try OutsideFile.opening(path)
    if wasFoundInFolder && !claimsToBeABundle {
      let beginning = try file.beginning(Self.beginningLength)
      guard SignedBundle.canBegin(with: beginning) else { return nil }
    }
    return try file.contents(limit: limits.fileBytes)
  }

  /// Whether a file with an odd name is worth a complaint.
  private func beginsLikeABundle() throws -> Bool {
    guard FileSystem.kind(of: path) == .file else { return false }
    let file = try OutsideFile.opening(path, evenIfDeceptive: true)
    return SignedBundle.canBegin(with: try file.beginning(Self.beginningLength))
  }
}

// MARK: - Finding

extension IncomingFile {
  /// The files that the paths name, and those in the folders that they name.
  ///
  /// Folders in folders are not looked into, unless they pretend to be bundles. Errors: `noSuchFile`,
  /// `cannotRead`, `interrupted`, `tooManyFiles`.
  static func all(in paths: [String]) throws -> [IncomingFile] {
    try paths.flatMap { path -> [IncomingFile] in
      // A path with NUL ends there for the system; the file says so when it is read.
      guard path.utf8.contains(0) || FileSystem.exists(path) || FileSystem.kind(of: path) != nil
      else { throw ExchangeError(.noSuchFile, path) }
      guard !path.utf8.contains(0), FileSystem.isFolder(path) else {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return [IncomingFile(path: path, name: name, wasFoundInFolder: false)]
      }
      return try FileSystem.entries(of: path).compactMap { entry in
        let file = IncomingFile(
          path: FileSystem.path(path, entry.name), name: entry.name, wasFoundInFolder: true,
          isReachable: entry.isReachable)
        return entry.kind == .folder && !file.claimsToBeABundle ? nil : file
      }
    }
  }
}
