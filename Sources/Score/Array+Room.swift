extension Array {
  /// Makes it at least so long; what it holds stays.
  ///
  /// Storage that is used over and over is written in place, which is faster than to empty and refill it.
  mutating func makeRoom(for count: Int, _ filler: Element) {
    if self.count < count {
      append(contentsOf: repeatElement(filler, count: Swift.max(count, self.count * 2) - self.count))
    }
  }
}
