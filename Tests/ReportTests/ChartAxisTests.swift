import Report
import Testing

@Suite struct ChartAxisTests {
  private func ends(_ axis: ChartAxis) -> [Double] {
    if case .values(let from, let to) = axis.scale {
      [from, to].map { ($0 * 1e6).rounded() / 1e6 }
    } else {
      []
    }
  }

  // 0.713 … 0.842 spans 0.129: a step of 0.02 (0.129 / 5 = 0.0258), so 0.70 to 0.86.
  @Test func `an axis ends on round values`() {
    #expect(ends(.values([0.713, 0.842], title: "", .share)) == [0.7, 0.86])
    #expect(ends(.values([0, 3_187], title: "", .count)) == [0, 3_500])
    #expect(ends(.values([-0.047, 0.083], title: "", .points)) == [-0.06, 0.1])
  }

  @Test func `a share has no axis beyond 0 and 1`() {
    #expect(ends(.values([0.97, 1], title: "", .share, within: 0...1))[1] == 1)
    #expect(ends(.values([0, 0.02], title: "", .share, within: 0...1))[0] == 0)
  }

  @Test func `one value, none, and what is no number have an axis`() {
    for numbers in [[0.5], [], [.nan], [0, 0], [1e9]] as [[Double]] {
      let ends = ends(.values(numbers, title: "", .plain))
      #expect(ends.count == 2 && ends[0] < ends[1], "\(numbers)")
    }
  }

  @Test func `equal names of bands are told apart`() {
    #expect(ChartAxis.bands(["a", "b", "a", "a"]).names == ["a", "b", "a (2)", "a (3)"])
  }
}
