/// The word that somebody who wrote `text` most likely meant; nil where none is near.
///
/// At most a third of the letters may differ, at least one and at most three; case does not count.
/// Of equally near ones the first. Cost: letters of the text × letters of all words.
func nearestWord(to text: String, among words: [String]) -> String? {
  let longest = 100
  let written = Array(text.lowercased().unicodeScalars.prefix(longest))
  var nearest: (word: String, distance: Int)?
  for word in words {
    let distance = editDistance(written, Array(word.lowercased().unicodeScalars.prefix(longest)))
    let allowed = max(1, min(3, max(written.count, word.count) / 3))
    if distance <= allowed, distance < nearest?.distance ?? Int.max { nearest = (word, distance) }
  }
  return nearest?.word
}

/// What follows a refused word: the words that are allowed, and the nearest of them.
func expectation(_ text: String, among words: [String]) -> String {
  let list = words.count == 1 ? words[0] : "one of " + words.joined(separator: ", ")
  guard let nearest = nearestWord(to: text, among: words) else { return "expected \(list)" }
  return "expected \(list); did you mean '\(nearest)'?"
}

/// Letters to insert, delete, replace or swap with their neighbor to turn one text into the other.
///
/// Source: optimal string alignment; Damerau, CACM 7(3), 1964.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforePrevious[j - 1] + 1) }
      current.append(best)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}
