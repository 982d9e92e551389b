import Testing

@Suite("Imports point one way")
struct ImportRules {
  @Test("Every module imports only what the table allows")
  func onlyAllowedImports() throws {
    var offences: [Offence] = []
    for file in try RepositoryTree.swiftFiles(below: "Sources") {
      guard let allowed = AllowedImports.table[file.module] else { continue }
      for line in file.imports where !allowed.contains(line.module) {
        offences.append(
          file.offence(atIndex: line.index, "\(file.module) may not import \(line.module)"))
      }
    }
    expectNone(offences)
  }

  @Test("Every module with Swift files has a row in the table, and every row a module")
  func tableIsComplete() throws {
    let modules = Set(try RepositoryTree.swiftFiles(below: "Sources").map(\.module))
    let rows = Set(AllowedImports.table.keys)
    let missing = modules.subtracting(rows).sorted().map {
      Offence(place: "Sources/\($0)", rule: "no row in AllowedImports.table")
    }
    let stale = rows.subtracting(modules).sorted().map {
      Offence(place: "AllowedImports.table", rule: "\($0) has no Swift file under Sources")
    }
    expectNone(missing + stale)
  }

  @Test("GRDB, SQLite, zlib, CryptoExtras and ArgumentParser have one importer each")
  func soleImporters() throws {
    var offences: [Offence] = []
    for file in try RepositoryTree.swiftFiles(below: "Sources") {
      for line in file.imports {
        guard let owner = AllowedImports.soleImporter[line.module], owner != file.module else {
          continue
        }
        offences.append(file.offence(atIndex: line.index, "only \(owner) imports \(line.module)"))
      }
    }
    expectNone(offences)
  }

  @Test("Platform libraries are imported inside #if only")
  func platformLibrariesAreConditional() throws {
    var offences: [Offence] = []
    for file in try RepositoryTree.swiftFiles(below: "Sources") {
      for line in file.imports
      where AllowedImports.platformLibraries.contains(line.module) && !line.isConditional {
        offences.append(file.offence(atIndex: line.index, "import \(line.module) outside #if"))
      }
    }
    expectNone(offences)
  }
}
