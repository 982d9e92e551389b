/// The member names of the objects that are open, to find a name that is given twice.
///
/// Names are compared as decoded UTF-8, byte by byte: `String` equality would take the composed and
/// the decomposed form of a letter for the same name. Names of small objects lie side by side in
/// one buffer and are compared one after the other; an object with more names gets a set, whose
/// hash is seeded per process, so that names cannot be chosen to collide.
struct MemberNames {
  /// The names of one open object.
  struct Mark {
    let firstName: Int
    let firstByte: Int
    var set: Set<[UInt8]>?
    var count = 0
  }

  private static let linearLimit = 16
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// How many names the objects that are open have met, all together.
  private(set) var count = 0

  /// Where the names of an object that opens now will begin.
  var mark: Mark { Mark(firstName: ends.count, firstByte: bytes.count, set: nil) }

  /// Adds a name to the innermost object; false when it has that name already.
  mutating func insert(_ name: ArraySlice<UInt8>, for mark: inout Mark) -> Bool {
    mark.count += 1
    count += 1
    if mark.set != nil { return mark.set?.insert(Array(name)).inserted ?? false }
    var start = mark.firstByte
    for end in ends[mark.firstName...] {
      if end - start == name.count, bytes[start..<end] == name { return false }
      start = end
    }
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    if ends.count - mark.firstName > Self.linearLimit { mark.set = names(of: mark) }
    return true
  }

  /// Forgets the names of the innermost object.
  mutating func remove(_ mark: Mark) {
    count -= mark.count
    ends.removeLast(ends.count - mark.firstName)
    bytes.removeLast(bytes.count - mark.firstByte)
  }

  private func names(of mark: Mark) -> Set<[UInt8]> {
    var names: Set<[UInt8]> = []
    var start = mark.firstByte
    for end in ends[mark.firstName...] {
      names.insert(Array(bytes[start..<end]))
      start = end
    }
    return names
  }
}
