import BundleFormat
import MergeAlgebra

/// A bundle's file name: who, to whom, ISO week, number, and which part of how many.
///
/// ASCII, valid on FAT, exFAT and NTFS.
struct BundleName {
  let from: ReplicaID
  let to: MemberID
  let time: Int64
  var number: Int64
  let form: BundleForm
  var part = Manifest.Part()

  var text: String {
    let week = ISOWeek(milliseconds: time)
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let place = part.count == 1 ? "" : "-\(part.number)of\(part.count)"
    return "\(from)-to-\(to)-\(week)-\(padded)\(place).\(form.ending)"
  }
}
