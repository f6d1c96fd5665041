/// Effects by event time, group or period, and what they come to overall.
package struct EffectSeries: Sendable {
  /// The keys, ascending, each with its effect.
  package let effects: [(key: Int, effect: AggregatedEffect)]
  /// The average over those after treatment began.
  package let overall: AggregatedEffect

  /// The effect of a key; nil where no cell has it.
  package subscript(key: Int) -> AggregatedEffect? { effects.first { $0.key == key }?.effect }
}
