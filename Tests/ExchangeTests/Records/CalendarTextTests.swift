import Foundation
import Testing

@testable import Exchange

@Suite("Days, weeks and quarters as people write them")
struct CalendarTextTests {
  @Test("A year has the weeks that the calendar of the system gives it")
  func weeks() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    for year in 1_970...2_200 {
      // The 28th of December is always in the last week.
      let day = try #require(calendar.date(from: DateComponents(year: year, month: 12, day: 28)))
      #expect(CalendarText.weeks(of: year) == calendar.component(.weekOfYear, from: day), "\(year)")
    }
  }

  @Test("Week 53 is a week in 2026 and none in 2025")
  func week53() throws {
    #expect(try CalendarText.week("2026-W53") == "2026-W53")
    #expect(throws: CalendarText.Flaw.calendar) { try CalendarText.week("2025-W53") }
    #expect(throws: CalendarText.Flaw.form) { try CalendarText.week("2026-W54") }
    #expect(throws: CalendarText.Flaw.form) { try CalendarText.week("2026-W00") }
    #expect(throws: CalendarText.Flaw.form) { try CalendarText.week("veke 38") }
    #expect(try CalendarText.week("2026w7") == "2026-W07")
  }

  @Test("A day is known in both orders, and must be in the calendar")
  func days() throws {
    #expect(try CalendarText.day("2026-09-16") == "2026-09-16")
    #expect(try CalendarText.day("16.9.2026") == "2026-09-16")
    #expect(try CalendarText.day("29.02.2028") == "2028-02-29")
    for text in ["29.02.2026", "31.04.2026", "2100-02-29", "2026-13-01", "2026-00-10"] {
      #expect(throws: CalendarText.Flaw.calendar, "\(text)") { try CalendarText.day(text) }
    }
    for text in ["16/9/2026", "16.9.26", "i morgon", "2026-09", ""] {
      #expect(throws: CalendarText.Flaw.form, "\(text)") { try CalendarText.day(text) }
    }
  }

  @Test("A quarter may be a kvartal")
  func quarters() throws {
    #expect(try CalendarText.quarter("2026-K3") == "2026-Q3")
    #expect(try CalendarText.quarter("2026q1") == "2026-Q1")
    #expect(throws: CalendarText.Flaw.form) { try CalendarText.quarter("2026-Q5") }
  }
}
