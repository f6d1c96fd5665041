import Canonical

/// Windows of one kind of period, and how much room a cell of it takes.
final class CellLayout: Sendable {
  /// How many windows.
  let count: Int
  /// The windows inside the coverage.
  let frames: [WindowFCR.Frame]
  /// Place of each window's match among a conversation's links.
  let links: [Int]
  /// Where each window's days begin within a cell's; one element more than windows.
  let dayStarts: [Int]
  /// Place of each window among those of the period `all`.
  let sources: [Int]

  /// The layout of these variants, each of which is among `all`.
  init(_ variants: [FCRCell.Variant], among all: [FCRCell.Variant], _ coverage: Coverage) {
    count = variants.count
    frames = variants.map { WindowFCR.Frame(days: $0.days, coverage: coverage) }
    links = variants.map { place(of: $0.match) }
    sources = variants.map { all.firstIndex(of: $0) ?? 0 }
    dayStarts = variants.reduce(into: [0]) { starts, variant in
      starts.append((starts.last ?? 0) + WindowFCR.dayCount(days: variant.days))
    }
  }
}
