import ArgumentParser
import ReplicaStore

/// Which of two rows stays, as `resolve --keep` takes it: `A`, `B` or `both`, in any letters.
extension KeptRow: ExpressibleByArgument {
  /// The choices, for messages about a wrong one.
  public static var allValueStrings: [String] {
    [shown, hidden, both].map(\.rawValue)
  }

  /// Accepts one of the choices.
  public init?(argument: String) {
    let known: [KeptRow] = [.shown, .hidden, .both]
    let match = known.first { $0.rawValue.lowercased() == argument.lowercased() }
    guard let match else { return nil }
    self = match
  }
}
