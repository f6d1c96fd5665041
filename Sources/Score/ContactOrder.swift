import Tables

/// The order of contacts: by start, then source, then the bytes of the contact id.
///
/// Ids are not kept; one is read again where two contacts of one owner start at the same instant.
package struct ContactOrder: Sendable {
  /// Reads the id of a leg's contact from the leg's place.
  private let id: @Sendable (Leg) throws -> [UInt8]

  /// An order that reads ids in this way.
  package init(id: @escaping @Sendable (Leg) throws -> [UInt8]) { self.id = id }

  /// A leg of a tie, and what decides it.
  struct Contestant {
    /// The bytes of its contact id.
    var id: [UInt8]
    /// Where it was read; it decides between versions of one contact.
    var place: UInt64
    /// Place of the leg.
    var leg: UInt32

    /// Whether it comes before another that starts at the same instant in the same source.
    func precedes(_ other: Contestant) -> Bool {
      if id.lexicographicallyPrecedes(other.id) { return true }
      return id == other.id && place < other.place
    }
  }

  /// A leg of a tie with its id.
  /// - Throws: what reading the id again throws.
  func contestant(_ leg: UInt32, _ legs: Span<Leg>) throws -> Contestant {
    let own = legs[Int(leg)]
    return Contestant(id: try id(own), place: own.place, leg: leg)
  }

  /// Settles the order of legs that start at the same instant in the same source.
  /// - Parameters:
  ///   - places: places of legs, within `range` by start and source.
  ///   - matters: whether the order of a run of equal ones, given by its places in `places`, matters.
  /// - Returns: whether there was anything to settle.
  /// - Throws: what reading an id again throws.
  func settle(
    _ places: inout [UInt32], _ range: Range<Int>, _ legs: Span<Leg>, where matters: (Range<Int>) -> Bool
  ) throws -> Bool {
    var isSettled = false
    var start = range.lowerBound
    while start < range.upperBound {
      let first = legs[Int(places[start])]
      var end = start + 1
      while end < range.upperBound {
        let next = legs[Int(places[end])]
        guard next.start == first.start, next.source == first.source else { break }
        end += 1
      }
      if end - start > 1, matters(start..<end) {
        var run: [Contestant] = []
        for place in start..<end { run.append(try contestant(places[place], legs)) }
        run.sort { $0.precedes($1) }
        for (offset, leg) in run.enumerated() { places[start + offset] = leg.leg }
        isSettled = true
      }
      start = end
    }
    return isSettled
  }
}
