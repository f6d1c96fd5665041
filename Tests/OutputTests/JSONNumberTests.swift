import Output
import Testing

struct JSONNumberTests {
  func value(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("12", 12), ("-12", -12), ("1.0", 1), ("1e3", 1000), ("12.5E+1", 125), ("100e-2", 1),
    ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("0e300", 0),
  ])
  func `whole numbers are integers however they are spelled`(text: String, expected: Int64) throws {
    #expect(try value(text) == .integer(expected))
  }

  @Test(arguments: [
    ("0.5", 500_000), ("-0.25", -250_000), ("0.000001", 1), ("5e-7", 1), ("0.0000014", 1), ("-0.0000015", -2),
    ("0.9999994", 999_999), ("25e-2", 250_000), ("9223372036854.775807", Int64.max),
  ])
  func `other numbers are millionths, rounded half away from zero`(text: String, expected: Int64) throws {
    #expect(try value(text) == .decimal(millionths: expected))
  }

  @Test(arguments: [("0.0000004", 0), ("0.9999995", 1), ("1e-300", 0)])
  func `a number that rounds to a whole one is an integer`(text: String, expected: Int64) throws {
    #expect(try value(text) == .integer(expected))
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "1e19", "1e999999999999999999999", "99999999999999.5",
  ])
  func `a number beyond 64 bits is refused`(text: String) {
    #expect(throws: JSONFault.self) { try value(text) }
  }
}
