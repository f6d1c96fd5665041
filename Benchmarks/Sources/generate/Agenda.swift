/// What will happen later, the earliest first; what is due at one instant comes in the order it was added.
struct Agenda<Event> {
  private struct Entry {
    let due: Int
    let order: Int
    let event: Event

    func isBefore(_ other: Entry) -> Bool {
      due != other.due ? due < other.due : order < other.order
    }
  }

  private var heap: [Entry] = []
  private var added = 0

  mutating func add(_ event: Event, due: Int) {
    heap.append(Entry(due: due, order: added, event: event))
    added += 1
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// The next event due before `instant`, if there is one.
  mutating func next(before instant: Int) -> Event? {
    guard let first = heap.first, first.due < instant else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].isBefore(heap[least]) { least = child }
      }
      if least == parent { return first.event }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
