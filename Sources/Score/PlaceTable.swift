import Tables

/// Numbers by fingerprint, from 0 on in the order in which fingerprints are first met.
///
/// Open addressing by the lower bits: fingerprints are as good as random already.
struct PlaceTable {
  /// The fingerprints, in the order of their numbers.
  private(set) var keys: [Fingerprint] = []
  /// Number plus one, 0 where free; its size is a power of two.
  private var slots: [UInt32] = []

  /// An empty table with room for some fingerprints.
  init(capacity: Int = 8) {
    keys.reserveCapacity(capacity)
    slots = Array(repeating: 0, count: PlaceTable.size(for: capacity))
  }

  /// The number of a fingerprint; the next one where it is new.
  mutating func number(of key: Fingerprint) -> Int {
    var slot = Int(truncatingIfNeeded: key.low) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if keys[number] == key { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  /// The number of a fingerprint; nil where it was never met.
  func existingNumber(of key: Fingerprint) -> Int? {
    let (keys, slots) = (keys.span, slots.span)
    var slot = Int(truncatingIfNeeded: key.low) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if keys[number] == key { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Forgets all, with room for some others.
  mutating func reset(capacity: Int) {
    keys.removeAll(keepingCapacity: true)
    let size = PlaceTable.size(for: capacity)
    if slots.count == size {
      for slot in slots.indices { slots[slot] = 0 }
    } else {
      slots = Array(repeating: 0, count: size)
    }
  }

  private static func size(for capacity: Int) -> Int {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    return size
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key.low) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
