import MergeAlgebra

extension Member {
  /// Names a member whose identifier comes as text: `laerdal`, in small letters, digits and hyphens.
  ///
  /// What owner columns hold for it is the identifier unless told. Errors: `badMemberID`.
  public init(_ id: String, name: String, ownerKey: String? = nil) throws {
    guard let known = MemberID(id) else { throw ExchangeError(.badMemberID, id) }
    self.init(id: known, name: name, ownerKey: ownerKey ?? id)
  }
}
