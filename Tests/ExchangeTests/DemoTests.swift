import Exchange
import Foundation
import SognForAlle
import Testing

@Suite("The demonstration")
struct DemoTests {
  @Test("ends with eight equal digests, no open conflict, and nothing refused")
  func endsEqual() throws {
    let folder = FileSystem.path(NSTemporaryDirectory(), "samband-demo-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var refused: [String] = []
    var open: Int64 = -1
    var demo = try Demo(folder: folder) { event in
      print(event)
      switch event {
      case .imported(_, let report): refused += report.refused.map(\.error.description)
      case .open(let count): open = count
      default: break
      }
    }
    #expect(try demo.run())
    #expect(refused.isEmpty)
    #expect(open == 0)
  }
}
