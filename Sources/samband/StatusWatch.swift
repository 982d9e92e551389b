import Exchange

/// `samband status --watch`: tells how the replica stands whenever another program has written to it.
struct StatusWatch {
  /// The replica.
  let replica: Replica
  /// Tells how it stands.
  let tell: () throws -> Void

  /// How often it is asked whether anybody has written, in milliseconds.
  private static let interval = 300
  /// Puts the cursor in the corner and empties the screen.
  private static let clearScreen = "\u{1B}[H\u{1B}[2J"

  /// Goes on until a signal ends it, or nobody reads any more.
  ///
  /// On a terminal the screen is written anew; elsewhere an empty line stands between reports, and
  /// between documents nothing, so that each is a line.
  func run(_ console: Console, isDocument: Bool) throws {
    let isScreen = !isDocument && Terminal.isReadByAPerson(1)
    var shown: Int64?
    while StopSignals.received == nil && !Terminal.isAbandoned(1) {
      do {
        guard FileSystem.exists(replica.file.path) else {
          throw ExchangeError(.noSuchFile, replica.file.path)
        }
        let version = try replica.dataVersion()
        if version != shown {
          if isScreen {
            Terminal.write(Self.clearScreen, to: 1)
          } else if shown != nil && !isDocument {
            console.line()
          }
          try tell()
          if isScreen { console.say(.watching) }
          shown = version
        }
      } catch let error as ExchangeError where error.code == .busy {
        // Somebody writes for long; what they write is told when they are done.
      } catch let error as ExchangeError where error.code == .stopped {
        return
      }
      Terminal.sleep(milliseconds: Self.interval)
    }
  }
}
