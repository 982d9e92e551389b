import StrictJSON
import Testing

@Suite("The members that are kept in memory are limited")
struct MemberLimitTests {
  private func object(_ names: Range<Int>, _ last: String = "0") -> String {
    let members = names.map { "\"\($0)\":\($0 == names.upperBound - 1 ? last : "0")" }
    return "{\(members.joined(separator: ","))}"
  }

  @Test("Objects inside each other count together", arguments: [20, 100])
  func nested(limit: Int) {
    let limits = JSONLimits(members: limit)
    #expect(refusal(object(0..<limit), limits: limits) == nil)
    #expect(refusal(object(0..<limit + 1), limits: limits)?.code == .tooManyMembers)
    #expect(refusal(object(0..<10, object(0..<limit - 10)), limits: limits) == nil)
    let deeper = object(0..<10, object(0..<limit - 9))
    #expect(refusal(deeper, limits: limits)?.code == .tooManyMembers)
    #expect(skipRefusal(Array(deeper.utf8), limits: limits)?.code == .tooManyMembers)
  }

  @Test("Objects beside each other do not")
  func beside() {
    let limits = JSONLimits(members: 20)
    let list = Array(repeating: object(0..<20), count: 50).joined(separator: ",")
    #expect(refusal("[\(list)]", limits: limits) == nil)
  }
}
