import MergeAlgebra
import Testing

/// What the protocol's sentences mean, one small story each.
///
/// The columns are tags (a set), status, title and note (one unit, where the owner decides), sum.
@Suite("The protocol, sentence by sentence")
struct ProtocolExamples {
  private let table = Samples.table(.latest, .owner, .keepEdited)
  private let strict = Samples.table(.latest, .owner, .deleteWins)

  @Test("a row that a concurrent edit revives returns whole")
  func revived() {
    var story = RowStory(table)
    story.tell(.insert, by: 0, 1, .status("IDE"), .title("ny"), .tags(adding: [0]), .difference(5))
    story.tell(.delete, by: 0, 2, seeing: [1])
    story.tell(.update, by: 1, 1, seeing: [1], .status("PLAN"))
    #expect(
      table.shownValues(of: story.row) == [
        .text("[\"a\"]"), .text("PLAN"), .text("ny"), .integer(5), .null,
      ])
    #expect(table.isLiving(story.row) && !strict.isLiving(story.row))
    #expect(table.conflicts(of: story.row).count == 1)
    #expect(strict.conflicts(of: story.row).count == 1)
  }

  @Test("what its author wrote just before a delete is kept, and seen by the delete")
  func deleteWithEdits() {
    var story = RowStory(table)
    story.tell(.insert, by: 0, 1, .status("IDE"))
    story.tell(.delete, by: 0, 2, seeing: [1], .status("PLAN"))
    #expect(!table.isLiving(story.row) && table.conflicts(of: story.row).isEmpty)
    story.tell(.update, by: 1, 1, seeing: [1], .status("PAG"))
    #expect(table.isLiving(story.row))
    #expect(table.shownValues(of: story.row)[1] == .text("PAG"))
    #expect(table.conflicts(of: story.row).count == 2, "its life, and PLAN beside PAG")
  }

  @Test("a dead row's key starts the row anew, also in what the insert does not name")
  func startedAnew() {
    for rules in [table, strict] {
      var story = RowStory(rules)
      story.tell(.insert, by: 0, 1, .status("IDE"), nil, .tags(adding: [0]), .difference(5))
      story.tell(.delete, by: 0, 2, seeing: [1])
      story.tell(.insert, by: 0, 3, seeing: [2], nil, .title("att"))
      #expect(rules.isLiving(story.row) && rules.conflicts(of: story.row).isEmpty)
      #expect(
        rules.shownValues(of: story.row) == [.null, .null, .text("att"), .integer(0), .null])
    }
  }

  @Test("a dead row's key starts the row anew, also when a suggestion starts it")
  func startedAnewBySuggestion() {
    var story = RowStory(table)
    story.tell(.insert, by: 0, 1, nil, .title("før"))
    story.tell(.delete, by: 0, 2, seeing: [1])
    story.tell(.insert, by: 1, 1, seeing: [2], nil, .suggested("etter"))
    #expect(table.shownValues(of: story.row)[2] == .text("etter"))
    #expect(table.conflicts(of: story.row).isEmpty)
  }

  @Test("a suggestion waits until the owner writes again")
  func suggestionWaits() {
    var story = RowStory(table)
    story.tell(.insert, by: 0, 1, nil, .title("eigar"))
    story.tell(.update, by: 1, 1, seeing: [1], nil, .suggested("forslag"))
    story.tell(.update, by: 2, 1, seeing: [1, 1], nil, .suggested("betre forslag"))
    #expect(table.shownValues(of: story.row)[2] == .text("eigar"))
    #expect(table.conflicts(of: story.row).map(\.state) == [.open])
    story.tell(.update, by: 0, 2, seeing: [1], nil, .title("eigar igjen"))
    #expect(table.conflicts(of: story.row).map(\.state) == [.open], "the owner had not seen it")
    story.tell(.update, by: 0, 3, seeing: [2, 1, 1], nil, .title("eigar, etter å ha sett"))
    #expect(table.conflicts(of: story.row).isEmpty)
  }

  @Test("a resolution closes a conflict, and two made at once are siblings again")
  func resolutions() {
    let ask = Samples.table(.ask, .owner, .keepEdited)
    var story = RowStory(ask)
    story.tell(.insert, by: 0, 1, .status("IDE"))
    story.tell(.update, by: 0, 2, seeing: [1], .status("PLAN"))
    story.tell(.update, by: 1, 1, seeing: [1], .status("PAG"))
    #expect(ask.conflicts(of: story.row).map(\.state) == [.open])
    story.tell(.update, by: 0, 3, seeing: [2, 1], .status("PLAN"))
    #expect(ask.conflicts(of: story.row).isEmpty)
    story.tell(.update, by: 1, 2, seeing: [2, 1], .status("PAG"))
    #expect(ask.conflicts(of: story.row).map(\.state) == [.open])
  }

  @Test("an element stays while one addition was not seen by a remove; differences add up")
  func setsAndSums() {
    var story = RowStory(table)
    story.tell(.insert, by: 0, 1, nil, nil, .tags(adding: [0, 1]), .difference(10))
    story.tell(.update, by: 0, 2, seeing: [1], nil, nil, .tags(removing: [0, 1]), .difference(-3))
    story.tell(.update, by: 1, 1, seeing: [1], nil, nil, .tags(adding: [0]), .difference(4))
    #expect(table.shownValues(of: story.row)[0] == .text("[\"a\"]"))
    #expect(table.shownValues(of: story.row)[3] == .integer(11))
    #expect(table.conflicts(of: story.row).isEmpty)
  }

  @Test("a row that dies because the charter changed its deletion rule is listed")
  func changedDeletionRule() {
    var story = RowStory(table)
    story.tell(.insert, by: 0, 1, .status("IDE"))
    story.tell(.delete, by: 0, 2, seeing: [1])
    story.tell(.update, by: 1, 1, seeing: [1], .status("PLAN"))
    // Under keep-edited the row lives, and whoever writes it now has answered the delete.
    story.tell(.update, by: 1, 2, seeing: [2, 1], .status("PAG"))
    #expect(table.isLiving(story.row) && table.conflicts(of: story.row).isEmpty)
    #expect(!strict.isLiving(story.row) && strict.conflicts(of: story.row).count == 1)
  }
}
