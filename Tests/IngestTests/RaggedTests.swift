import Dice
import Tables
import Testing

@testable import Ingest

/// Records of unequal length, where the profile declares them.
@Suite struct RaggedTests {
  private static let dialect: FileDialect = {
    var dialect = FileDialect()
    dialect.isRagged = true
    return dialect
  }()

  @Test func `missing fields are empty, empty ones beyond the header are none, and text there is rejected`()
    throws
  {
    let text = "a,b,c\n1,2,3\n4\n5,6\n7,8,9,\n\"1\"\"0\"\n11,12,13,14\n15,,,,\n"
    let reading = try Reading(text, Self.dialect)
    #expect(
      reading.texts
        == [
          ["1", "2", "3"], ["4", "", ""], ["5", "6", ""], ["7", "8", "9"], ["1\"0", "", ""], ["15", "", ""],
        ])
    #expect(reading.rejected == ["too_many_fields 7-7"])
    #expect(try Reading(text).rejects.counts == [.tooFewFields: 3, .tooManyFields: 3])
  }

  @Test func `a field that is kept is the column's, wherever the record ends`() throws {
    let export = try ScratchExport("a,b,c\n1\n2,3\n4,5,6\n")
    let file = try ExportFile.open(path: export.path, dialect: Self.dialect)
    #expect(try Reading(file, keeping: [2]).texts == [[""], [""], ["6"]])
    #expect(try Reading(file, keeping: [1, 2]).texts == [["", ""], ["3", ""], ["5", "6"]])
  }

  @Test func `cuts of any size and both lanes give the same records`() throws {
    var dice = Dice(seed: 20_261_122)
    for _ in 0..<200 {
      var text = "a,b,c\n1,2,3\n"
      for _ in 0..<dice.below(20) {
        let fields = (0..<1 + dice.below(5)).map { _ in ["", "x", "\"q,\n\"", "a\"b", " "][dice.below(5)] }
        text += fields.joined(separator: ",") + "\n"
      }
      let export = try ScratchExport(text)
      let file = try ExportFile.open(path: export.path, dialect: Self.dialect)
      let whole = try Reading(file, parser: .libcsv)
      for count in [1, 7, 64] { #expect(try Reading(file, chunkBytes: count) == whole, "\(text)") }
    }
  }
}
