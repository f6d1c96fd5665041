import Foundation
import Tables
import Testing

@testable import Ingest

/// Oracles: files of other people's CSV suites, read from `../shared` where that is present.
@Suite struct CSVSuiteTests {
  private func read(_ name: String, _ dialect: FileDialect = FileDialect()) throws -> Reading {
    try Reading(ExportFile.open(path: Shared.path(name), dialect: dialect))
  }

  // csv-spectrum@d30e80f8: each csv beside the rows that it holds.
  @Test(
    .enabled("needs ../shared/csv-suites") { Shared.holds("csv-suites/csv-spectrum") },
    arguments: [
      "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
      "quotes_and_newlines", "simple", "simple_crlf", "utf8",
    ])
  func `csv-spectrum reads as its json says`(name: String) throws {
    let path = Shared.path("csv-suites/csv-spectrum/csvs/\(name).csv")
    let file = try ExportFile.open(path: path, dialect: FileDialect())
    let data = try Data(
      contentsOf: URL(fileURLWithPath: Shared.path("csv-suites/csv-spectrum/json/\(name).json")))
    let expected = try JSONDecoder().decode([[String: String]].self, from: data)
    for chunkBytes in [1, 5, 4096] {
      let reading = try Reading(file, chunkBytes: chunkBytes)
      #expect(reading.rejects.count == 0)
      let rows = reading.texts.map { Dictionary(uniqueKeysWithValues: zip(file.columns, $0)) }
      #expect(rows == expected)
    }
  }

  // Its json has another number in column 1 than its csv, so it is not among those above.
  @Test(.enabled("needs ../shared/csv-suites") { Shared.holds("csv-suites/csv-spectrum") })
  func `csv-spectrum's coordinates are a repaired row`() throws {
    let reading = try read("csv-suites/csv-spectrum/csvs/location_coordinates.csv")
    let coordinates = "37\u{fffd}36'37.8\"N 121\u{fffd}2'17.9\"W"
    #expect(reading.texts == [["2095257564", coordinates, "Modesto", "Stanislaus"]])
    #expect(reading.warned == ["repaired_quote 1"])
  }

  // rust-csv examples/data: row counts as `wc -l` minus the header, none of them has a quote.
  @Test(.enabled("needs ../shared/csv-suites") { Shared.holds("csv-suites/rust-csv") })
  func `the files of rust-csv have their rows`() throws {
    #expect(try read("csv-suites/rust-csv/smallpop.csv").rows.count == 10)
    #expect(try read("csv-suites/rust-csv/smallpop-colon.csv").rows.count == 10)
    #expect(try read("csv-suites/rust-csv/uspop.csv").rows.count == 100)
    #expect(try read("csv-suites/rust-csv/uspop-null.csv").rows.count == 100)
    let latin = try read("csv-suites/rust-csv/uspop-latin1.csv")
    #expect(latin.rows.count == 99)
    #expect(latin.rejected == ["invalid_text 4-4"])
    var dialect = FileDialect()
    dialect.headerRecords = 0
    dialect.names = ["city", "region", "country", "population"]
    #expect(try read("csv-suites/rust-csv/smallpop-no-headers.csv", dialect).rows.count == 10)
  }

  // Backslashes for quotes and a comment line: not CSV, and no row of it is taken.
  @Test(.enabled("needs ../shared/csv-suites") { Shared.holds("csv-suites/rust-csv") })
  func `backslashes do not escape quotes`() throws {
    var dialect = FileDialect()
    dialect.headerRecords = 0
    dialect.names = ["name", "year"]
    dialect.delimiter = .semicolon
    let reading = try read("csv-suites/rust-csv/strange.csv", dialect)
    #expect(
      reading.rejected == [
        "text_after_quote 1-1", "text_after_quote 2-2", "too_few_fields 3-3", "too_few_fields 4-4",
        "text_after_quote 5-5", "text_after_quote 6-6", "text_after_quote 7-7",
      ])
    #expect(reading.rows.isEmpty)
  }

  // exports/README.md: 24 rows, lone carriage returns as line ends, none at the end.
  @Test(.enabled("needs ../shared/exports") { Shared.holds("exports/cr-only/shifts.csv") })
  func `the export of lone carriage returns has 24 rows`() throws {
    let file = try ExportFile.open(path: Shared.path("exports/cr-only/shifts.csv"), dialect: FileDialect())
    #expect(file.columns.count == 10)
    for chunkBytes in [1, 17, 4096] {
      let reading = try Reading(file, chunkBytes: chunkBytes)
      #expect(reading.rows.count == 24 && reading.rejects.count == 0 && reading.lineCount == 24)
      #expect(reading.lines.last == 25...25)
    }
  }

  // exports/README.md: three dialects of the same 5,000 calls, and one of 1,772.
  @Test(.enabled("needs ../shared/exports") { Shared.holds("exports/pwc-a/Call-Center-Dataset.csv") })
  func `the call logs have their rows`() throws {
    #expect(try read("exports/pwc-a/Call-Center-Dataset.csv").rows.count == 5000)
    #expect(try read("exports/pwc-b/Call-Center-Dataset.csv").rows.count == 5000)
    #expect(try read("exports/pwc-c/CallCenter.csv").rows.count == 5000)
    #expect(try read("exports/pwc-f/Call_Center.csv").rows.count == 1772)
    #expect(try read("exports/nyc-311/311_Service_Requests.csv").rows.count == 1000)
    #expect(try read("exports/hr-dataset/HRDataset_v14.csv").rows.count == 311)
  }
}
