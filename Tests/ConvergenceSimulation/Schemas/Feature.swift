/// What a random schema may have; `--without` leaves a feature out.
enum Feature: String, CaseIterable, Sendable {
  case generatedKeys = "generated-keys"
  case autoincrement
  case naturalNumbers = "natural-numbers"
  case compositeKeys = "composite-keys"
  case bareKeys = "bare-keys"
  case blobKeys = "blob-keys"
  case nocaseKeys = "nocase-keys"
  case extensionTables = "extension-tables"
  case joinTables = "join-tables"
  case withoutRowID = "without-rowid"
  case strictTables = "strict-tables"
  case references
  case compositeReferences = "composite-references"
  case referencesToUnique = "references-to-unique"
  case selfReferences = "self-references"
  case cycles
  case onDeleteCascade = "on-delete-cascade"
  case onDeleteSetNull = "on-delete-set-null"
  case onDeleteRestrict = "on-delete-restrict"
  case onUpdateCascade = "on-update-cascade"
  case deferredReferences = "deferred-references"
  case cascadeRule = "cascade-rule"
  case clearRule = "clear-rule"
  case uniqueColumns = "unique-columns"
  case uniquePairs = "unique-pairs"
  case partialIndexes = "partial-indexes"
  case expressionIndexes = "expression-indexes"
  case collatedIndexes = "collated-indexes"
  case uniqueGenerated = "unique-generated"
  case uniqueReferences = "unique-references"
  case replacingConstraints = "replacing-constraints"
  case mergeRule = "merge-rule"
  case checks
  case rowChecks = "row-checks"
  case defaults
  case virtualColumns = "virtual-columns"
  case storedColumns = "stored-columns"
  case views
  case triggers
  case mergedTriggers = "merged-triggers"
  case columnRules = "column-rules"
  case unions
  case sums
  case owners
  case groups
  case rowUnits = "row-units"
  case deleteWins = "delete-wins"
  case guardedTables = "guarded-tables"
  case personalColumns = "personal-columns"
  case oddNames = "odd-names"
}
