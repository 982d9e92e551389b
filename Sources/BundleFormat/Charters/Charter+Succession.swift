import MergeAlgebra

extension Charter {
  /// What no later version may take back of an earlier one, if this one does.
  ///
  /// Keys and names of replicas, and what members own rows by, must mean the same in every version:
  /// change sets and rows of all of them are read by the newest. A replica that has ended stays so,
  /// at the same place, or what had been refused would become acceptable to some.
  func breach(of earlier: Charter) -> String? {
    for member in earlier.members {
      guard self.member(member.id)?.ownerKey == member.ownerKey else {
        return "the member \(member.id) is gone or owns rows by another key"
      }
    }
    for replica in earlier.replicas {
      guard let now = self.replica(replica.id), now.member == replica.member,
        now.signingKey == replica.signingKey, now.receivingKey == replica.receivingKey,
        now.sinceVersion == replica.sinceVersion
      else { return "the replica \(replica.id) is gone or has other keys" }
      if replica.end != nil && now.end != replica.end {
        return "the replica \(replica.id), which has ended, is back or ended elsewhere"
      }
    }
    return nil
  }

  /// What cannot be of members that have left, if anything.
  var defectOfLeaving: String? {
    for member in members {
      guard let left = member.left else { continue }
      guard Bounds.exact.contains(left), member.id != coordinator,
        !activeReplicas.contains(where: { $0.member == member.id })
      else { return "the member \(member.id) has left and still takes part" }
    }
    return nil
  }
}
