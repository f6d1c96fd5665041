/// The colors of a page, in light and in dark, and how strong the tones of cells are.
package struct Palette: Sendable {
  /// A color of the screen, each part 0…1.
  package struct Color: Sendable, Equatable {
    package var red, green, blue: Double

    /// A color written as six hexadecimal digits.
    package init(_ hex: UInt32) {
      red = Double(hex >> 16 & 0xff) / 255
      green = Double(hex >> 8 & 0xff) / 255
      blue = Double(hex & 0xff) / 255
    }

    /// This color, so strong, over another.
    package func over(_ ground: Color, strength: Double) -> Color {
      var mixed = self
      mixed.red = red * strength + ground.red * (1 - strength)
      mixed.green = green * strength + ground.green * (1 - strength)
      mixed.blue = blue * strength + ground.blue * (1 - strength)
      return mixed
    }

    /// As style sheets and Vega write it.
    package var hex: String {
      let digits = Array("0123456789abcdef")
      let parts = [red, green, blue].map { Int(($0 * 255).rounded()) }
      return "#" + parts.map { "\(digits[$0 / 16])\(digits[$0 % 16])" }.joined()
    }
  }

  /// What text stands on.
  package let paper, panel: Color
  /// Text, and text beside it.
  package let ink, soft: Color
  /// Lines that carry no meaning.
  package let line: Color
  /// Colors of tones.
  package let tones: [Tone: Color]
  /// How strong the tone of a cell is over the paper, weakest first.
  package let strengths: [Double]

  /// By day, and on paper.
  package static let light = Palette(
    paper: Color(0xffffff), panel: Color(0xf5f7fa), ink: Color(0x1b2430), soft: Color(0x4f5b6b),
    line: Color(0xd5dce5),
    tones: [
      .accent: Color(0x0b62b0), .good: Color(0x087350), .bad: Color(0xad2f1a), .warn: Color(0x855600),
      .neutral: Color(0x45526a), .muted: Color(0x6b7687),
    ], strengths: [0.12, 0.24, 0.38, 0.52])

  /// By night.
  package static let dark = Palette(
    paper: Color(0x10151c), panel: Color(0x19212b), ink: Color(0xe9eef4), soft: Color(0xa9b4c1),
    line: Color(0x303b49),
    tones: [
      .accent: Color(0x6cb6ff), .good: Color(0x4fd1a0), .bad: Color(0xff8f78), .warn: Color(0xf2b84b),
      .neutral: Color(0xb9c6d8), .muted: Color(0x8e9bab),
    ], strengths: [0.10, 0.18, 0.27, 0.36])

  /// Declarations of its custom properties.
  var declarations: String {
    var lines = [
      "--paper:\(paper.hex)", "--panel:\(panel.hex)", "--ink:\(ink.hex)", "--soft:\(soft.hex)",
      "--line:\(line.hex)",
    ]
    for tone in Tone.allCases { lines.append("--\(tone.rawValue):\(color(tone).hex)") }
    for (index, strength) in strengths.enumerated() {
      lines.append("--f\(index + 1):\(Length.text(strength))")
    }
    return lines.joined(separator: ";")
  }

  /// The color of a tone.
  package func color(_ tone: Tone) -> Color { tones[tone] ?? ink }

  /// The color of a cell: its tone, so strong, over the paper.
  package func cell(_ tone: Tone, strength: Int) -> Color {
    strength <= 0 ? paper : color(tone).over(paper, strength: strengths[min(strength, strengths.count) - 1])
  }
}
