import Foundation

/// A week of ISO 8601, in UTC: `2026-W38`.
public struct ISOWeek: Hashable, Sendable, CustomStringConvertible {
  /// The year that the week belongs to.
  public let year: Int
  /// 1 to 53.
  public let week: Int

  /// The week of a moment in milliseconds since 1970-01-01T00:00Z.
  public init(milliseconds: Int64) {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
    year = parts.yearForWeekOfYear ?? 1970
    week = parts.weekOfYear ?? 1
  }

  /// The text as it is written.
  public var description: String { "\(year)-W\(week < 10 ? "0" : "")\(week)" }
}
