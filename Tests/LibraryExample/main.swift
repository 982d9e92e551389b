import SambandKit

let folder = CommandLine.arguments[1]
let workplace = Workplace(keys: KeyFolder(path: "\(folder)/keys"))

// Kari founds the collaboration. Per joins with her charter, and she admits him.
let plan = FoundingPlan(
  name: "Hagelaget", coordinator: try Member("kari", name: "Kari"),
  members: [try Member("per", name: "Per")],
  schema: "CREATE TABLE bed(name TEXT PRIMARY KEY NOT NULL, plant TEXT);",
  rules: Array(#"{"tables": {"bed": {"columns": {"plant": {"rule": "ask"}}}}}"#.utf8))
let kari = try Replica.found(plan, at: "\(folder)/kari.sqlite", workplace: workplace)
let (per, request) = try Replica.join(
  charter: kari.charter().document, from: "her charter", member: plan.members[0].id,
  at: "\(folder)/per.sqlite", workplace: workplace)
_ = try kari.admit([request])

// Anybody edits with any program that can open SQLite; here it is this one.
try kari.file.runAsUser("INSERT INTO bed VALUES ('north', 'beans')")
try kari.seal(note: "spring")
_ = try kari.export(into: "\(folder)/post")
_ = try per.importBundles(["\(folder)/post"])

// Both change their mind at once: nothing is lost, and somebody has to decide.
try kari.file.runAsUser("UPDATE bed SET plant = 'peas'")
try per.file.runAsUser("UPDATE bed SET plant = 'leeks'")
_ = try per.sync(with: "\(folder)/post")
_ = try kari.sync(with: "\(folder)/post")
for conflict in try kari.conflicts() where conflict.state == .open {
  print("to decide: \(conflict.table) \(conflict.key.readable), \(conflict.columns[0])")
}
