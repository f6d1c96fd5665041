import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

/// Who credited agents were, and what their groups sum up to.
@Suite struct StandingIndexTests {
  /// Conversations of agents who move between teams, sites and role types, with groups of contacts beside.
  private func sheet(using random: inout Dice, agents: Int) -> ScoredSheet {
    var sheet = ScoredSheet()
    for _ in 0..<60 {
      sheet.add(
        (0...random.below(3)).map { _ in
          var conversation = ScoredSheet.conversation(
            at: Int64(random.below(100)) * day, return: random.pick([nil, day]),
            agent: UInt32(1 + random.below(agents)), callType: UInt32(random.below(3)))
          for place in [2, 5, 6, 9, 11] { conversation.groups[place] = UInt32(random.below(3)) }
          return conversation
        })
    }
    return sheet
  }

  @Test func `groups that follow from the agent are what they are when each is the only grouping`() throws {
    let seed: UInt64 = 401
    var random = Dice(seed: seed)
    for number in 0..<4 {
      let sheet = sheet(using: &random, agents: number < 2 ? 3 : 200)
      let together = sheet.tally().finish()
      var compared = 0
      for grouping in Grouping.ofContacts {
        var parameters = FCRParameters()
        parameters.groupings = [grouping]
        let plan = FCRTally.Plan(parameters, coverage: ScoredSheet.coverage)
        let alone = sheet.tally(parameters).finish()
        let keys = together.cells.keys.filter { $0.grouping == grouping }
        #expect(keys.count == alone.cells.count)
        for key in keys {
          #expect(together.cells[key]?.population == alone.cells[key]?.population)
          #expect(together.cells[key]?.people == alone.cells[key]?.people)
          for name in plan.numbers {
            #expect(
              together.figure(name, of: key) == alone.figure(name, of: key),
              "seed \(seed), \(number), \(key), \(name)")
          }
          compared += 1
        }
      }
      #expect(compared > 100)
    }
  }

  @Test func `an agent of two teams is one person of the site`() {
    var sheet = ScoredSheet()
    for team in [1, 2] {
      var conversation = ScoredSheet.conversation(agent: 7)
      (conversation.groups[5], conversation.groups[6]) = (4, UInt32(team))
      sheet.add(conversation)
    }
    let cells = sheet.tally().finish().cells
    #expect(cells[FCRCell.Key(grouping: .site, group: 4, month: nil)]?.people == 1)
    #expect(cells[FCRCell.Key(grouping: .team, group: 1, month: nil)]?.people == 1)
    #expect(cells[FCRCell.Key(grouping: .team, group: 2, month: nil)]?.people == 1)
  }

  @Test func `standings are numbered once, however many there are, and by what is grouped by alone`() {
    var index = StandingIndex(groupings: [Grouping.team.place])
    for number in 0..<2000 {
      let key = StandingIndex.Key(0, 0, UInt32(number % 40), 0, UInt32(number / 40), 0, 0, 0)
      #expect(index.number(of: key) == number)
    }
    #expect(index.number(of: StandingIndex.Key(0, 0, 3, 0, 2, 0, 0, 0)) == 83)
    #expect(index.code(of: 83, in: Grouping.team.place) == 3 && index.keys.count == 2000)
  }
}
