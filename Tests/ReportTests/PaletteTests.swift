import Foundation
import Report
import Testing

@Suite struct PaletteTests {
  /// Relative luminance of a color.
  ///
  /// Source: WCAG 2.2, relative luminance.
  private func luminance(_ color: Palette.Color) -> Double {
    func linear(_ part: Double) -> Double {
      part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  private func contrast(_ one: Palette.Color, _ other: Palette.Color) -> Double {
    let (first, second) = (luminance(one), luminance(other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  // WCAG's own examples: black on white is 21, #777777 on white 4.48.
  @Test func `contrast is reckoned as WCAG does`() {
    #expect(abs(contrast(Palette.Color(0), Palette.Color(0xffffff)) - 21) < 0.001)
    #expect(abs(contrast(Palette.Color(0x777777), Palette.Color(0xffffff)) - 4.48) < 0.005)
  }

  @Test(arguments: [true, false])
  func `text has a contrast of 4.5 on everything it stands on`(isLight: Bool) {
    let palette = isLight ? Palette.light : .dark
    for ground in [palette.paper, palette.panel] {
      #expect(contrast(palette.ink, ground) >= 4.5)
      #expect(contrast(palette.soft, ground) >= 4.5)
      #expect(contrast(palette.color(.accent), ground) >= 4.5)
    }
    // Words of references have the tone's color.
    for tone in Tone.allCases { #expect(contrast(palette.color(tone), palette.paper) >= 4.5, "\(tone)") }
    for tone in Tone.allCases {
      for strength in 0...4 {
        #expect(contrast(palette.ink, palette.cell(tone, strength: strength)) >= 4.5, "\(tone) \(strength)")
      }
    }
  }

  @Test func `a color over another lies between them`() {
    #expect(Palette.Color(0x000000).over(Palette.Color(0xffffff), strength: 0.5).hex == "#808080")
    #expect(Palette.light.cell(.good, strength: 0).hex == Palette.light.paper.hex)
  }
}
