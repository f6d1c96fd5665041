import Ingest
import Tables

/// The pieces in which files are read, one file behind the other.
///
/// A file whose text is made of its bytes has two kinds, in turns: cuts of the text, and the bytes
/// themselves, which are hashed; those of an archive once, whatever its members.
struct InputPieces: Sendable {
  /// One of them.
  struct Piece: Sendable {
    /// What is read.
    enum Content: Sendable {
      case cut(Range<Int64>)
      case stored(Range<Int64>)
    }

    /// Place of its file.
    var file: Int
    var content: Content
    /// Bytes of all files up to its end, and of all files together.
    var progress: (done: Int64, total: Int64)
  }

  /// Bytes that are hashed at once.
  private static let storedStep: Int64 = 2 << 20

  private let files: [InputFile]
  private let chunkBytes: Int
  private let totalBytes: Int64
  private var places: ArraySlice<Int>
  private var finishedBytes: Int64 = 0
  // Of the first of `places`:
  private var cutStart: Int64?
  private var storedStart: Int64 = 0
  private var hasCuts = true
  private var isTurnOfStored = true
  private var storedEnd: Int64 = 0
  private var hashedPaths: Set<String> = []

  /// The pieces of some of the files, in the order of their places.
  init(_ files: [InputFile], places: [Int], chunkBytes: Int) {
    (self.files, self.chunkBytes, self.places) = (files, chunkBytes, places[...])
    totalBytes = max(1, places.reduce(0) { $0 + files[$1].export.size })
    beginFile()
  }

  private mutating func beginFile() {
    (cutStart, storedStart, storedEnd, hasCuts) = (nil, 0, 0, true)
    guard let export = places.first.map({ files[$0].export }), !export.isPlain else { return }
    if hashedPaths.insert(export.filePath).inserted { storedEnd = export.size }
  }

  /// The next piece; nil behind the last one.
  ///
  /// Makes the text of a cut where it must be made.
  /// - Throws: what making it throws.
  mutating func next() throws(StageFailure) -> Piece? {
    while let file = places.first {
      let export = files[file].export
      if storedStart < storedEnd && (isTurnOfStored || !hasCuts) {
        isTurnOfStored = false
        let range = storedStart..<min(storedStart + InputPieces.storedStep, storedEnd)
        storedStart = range.upperBound
        return piece(file, .stored(range), upTo: storedStart)
      }
      isTurnOfStored = true
      if hasCuts {
        if let cut = try export.cut(from: cutStart ?? export.dataStart, chunkBytes: chunkBytes) {
          cutStart = cut.upperBound
          return piece(file, .cut(cut), upTo: export.isPlain ? cut.upperBound : storedStart)
        }
        hasCuts = false
        continue
      }
      finishedBytes += export.size
      places.removeFirst()
      beginFile()
    }
    return nil
  }

  private func piece(_ file: Int, _ content: Piece.Content, upTo place: Int64) -> Piece {
    Piece(file: file, content: content, progress: (finishedBytes + place, totalBytes))
  }
}
