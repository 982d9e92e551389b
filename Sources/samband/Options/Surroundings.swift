import Exchange
import Foundation
import SognForAlle

/// What the program takes from the process that started it.
struct Surroundings: Sendable {
  /// The environment variables.
  let environment: [String: String]
  /// The folder in which the program was started.
  let folder: String

  /// Those of this process.
  static var current: Surroundings {
    Surroundings(
      environment: ProcessInfo.processInfo.environment,
      folder: FileManager.default.currentDirectoryPath)
  }

  /// A variable that is set to something.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where keys and machine state are: `SAMBAND_HOME`, else the platform's configuration folder.
  var home: String {
    if let home = variable("SAMBAND_HOME") { return home }
    #if os(macOS)
      let support = FileSystem.path(NSHomeDirectory(), "Library/Application Support")
      return FileSystem.path(support, "samband")
    #else
      let configuration = variable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
      let parent = configuration ?? FileSystem.path(NSHomeDirectory(), ".config")
      return FileSystem.path(parent, "samband")
    #endif
  }

  /// The computer's clock and generator, the keys at home, and a console that shows progress;
  /// `passphrase` is asked for what opens a key.
  ///
  /// `SAMBAND_MACHINE` names a computer that the system itself cannot tell from others, or not twice the
  /// same way: a container, say.
  func workplace(
    _ console: Console, passphrase: @escaping PassphraseSource = { _ in nil }
  ) -> Workplace {
    let keys = KeyFolder(path: FileSystem.path(home, "keys"), passphrase: passphrase)
    var workplace = Workplace(keys: keys, progress: console.progress)
    workplace.guards = [SognTemplate.name: PersonalDataGuard()]
    if let machine = variable("SAMBAND_MACHINE") { workplace.machine = Machine.token(of: machine) }
    return workplace
  }
}
