import Testing

@testable import Aggregate

@Suite struct RepeatStateTests {
  private static let sides = [false, true]

  @Test func `every combination has a state of its own that tells it`() {
    var places: Set<Int> = []
    for hasEarlier in Self.sides {
      for hasFullLookBack in Self.sides {
        for isSettled in Self.sides {
          for hasReturn in Self.sides {
            let state = RepeatState(
              hasEarlier: hasEarlier, hasFullLookBack: hasFullLookBack, isSettled: isSettled,
              hasReturn: hasReturn)
            #expect(state.isIdentified)
            #expect((state.hasEarlier, state.hasFullLookBack) == (hasEarlier, hasFullLookBack))
            #expect((state.isSettled, state.hasReturn) == (isSettled, hasReturn))
            #expect(state.isFirst == (!hasEarlier && hasFullLookBack))
            #expect(RepeatState.all[state.place] == state)
            places.insert(state.place)
          }
        }
      }
    }
    #expect(places.count == 16 && !places.contains(RepeatState.unidentified.place))
    #expect(RepeatState.all.count == RepeatState.count && RepeatState.all.map(\.place) == Array(0..<17))
  }

  @Test func `what is unidentified is nothing else`() {
    let nobody = RepeatState.unidentified
    #expect(!nobody.isIdentified && !nobody.hasEarlier && !nobody.hasFullLookBack)
    #expect(!nobody.isSettled && !nobody.hasReturn && !nobody.isFirst)
  }

  @Test func `measures that state their counts give every state one verdict, and unidentified its own`() {
    #expect(WindowFCR.verdict(.unidentified) == .unidentified)
    #expect(ACR.verdict(.unidentified) == .unidentified)
    for isResolvableFirst in Self.sides {
      #expect(
        WindowFCRNet.verdict(.unidentified, isResolvableFirst: isResolvableFirst) == .unidentified)
    }
    #expect(RepeatState.all.allSatisfy { ACR.verdict($0) != .leftOut })
    // What is one and done is a resolved first contact, and the other way round.
    for state in RepeatState.all {
      #expect((OneAndDone.verdict(state) == .hit) == (WindowFCR.verdict(state) == .hit))
      #expect(CallResolution.verdict(state) == ACR.verdict(state))
      #expect(!WindowFCR.verdict(state).counts || state.isFirst && ACR.verdict(state).counts)
    }
  }
}
