import Output
import Tables
import Testing

struct WarningWordingTests {
  @Test func `every warning has words of its own, one lower-case line without a period`() {
    let messages = WarningCode.allCases.map(WarningWording.message(for:))
    #expect(Set(messages).count == messages.count)
    for message in messages {
      #expect(message.count > 20 && message.first?.isUppercase == false)
      #expect(message.last != "." && !message.contains { $0.isNewline })
    }
  }

  @Test func `a coverage gap says what a missing file does`() {
    #expect(
      WarningWording.message(for: .coverageGap)
        == "no contact on this day, though the source has some on the same weekday;"
        + " a missing file reads as customers who did not come back")
  }
}
