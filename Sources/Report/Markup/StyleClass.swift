/// The classes that the style sheet knows; raw values are as written.
package enum StyleClass: String, Sendable {
  // page
  case skip, tiles, tile, label, value, note, answer, why, meta, scroll, figures, panel, wide, narrow, legend
  case key, number, changes, files, hash, absent, contents
  // drawings
  case mark = "m"
  case axis, grid, tick, title, reference, band, curve, step, faint, outlined, cell, ink
  case good = "t-good"
  case bad = "t-bad"
  case accent = "t-accent"
  case neutral = "t-neutral"
  case warn = "t-warn"
  case muted = "t-muted"
  case faint1 = "f1"
  case faint2 = "f2"
  case faint3 = "f3"
  case faint4 = "f4"
}
