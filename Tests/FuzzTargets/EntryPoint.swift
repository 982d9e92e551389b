import Foundation

/// The target that the environment asks for.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["SAMBAND_FUZZ"] ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    preconditionFailure("SAMBAND_FUZZ is none of \(FuzzTarget.allCases.map(\.rawValue))")
  }
  return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func runOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}
