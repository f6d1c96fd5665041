/// Reads many instants of one zone: it remembers between which of the zone's transitions the last one
/// lay, and looks for another place only where the next one lies outside.
///
/// It gives what the zone itself gives, in any order of asking.
@frozen public struct ZoneCursor: Sendable {
  /// The zone that it reads.
  public let zone: ZoneTable
  /// Local seconds with one offset and kind.
  @usableFromInline var locals = Stretch()
  /// How local times of the stretch relate to instants.
  @usableFromInline var kind = ZoneTable.LocalTime.plain
  /// UTC seconds with one offset.
  @usableFromInline var instants = Stretch()

  /// Seconds with one offset; none at first.
  @usableFromInline @frozen struct Stretch: Sendable {
    @usableFromInline var first = Int64.max
    /// Behind the last one.
    @usableFromInline var limit = Int64.min
    @usableFromInline var offset: Int64 = 0
    @usableFromInline init() {}
    @inlinable func holds(_ second: Int64) -> Bool { first <= second && second < limit }
  }

  /// A cursor that has read nothing yet.
  public init(_ zone: ZoneTable) { self.zone = zone }

  /// The UTC second of a local one.
  @inlinable @inline(__always)
  public mutating func utc(fromLocal local: Int64) -> (second: Int64, kind: ZoneTable.LocalTime) {
    if !locals.holds(local) { moveLocals(to: local) }
    return (local - locals.offset, kind)
  }

  /// Seconds east of UTC at a UTC second.
  @inlinable @inline(__always)
  public mutating func offset(atUTC second: Int64) -> Int64 {
    if !instants.holds(second) { moveInstants(to: second) }
    return instants.offset
  }

  /// The local day on which an instant lies.
  @inlinable @inline(__always)
  public mutating func day(of instant: Instant) -> CivilDate {
    let second = instant.seconds
    return CivilDate(days: Int32((second + offset(atUTC: second)).flooredQuotient(86_400)))
  }

  @usableFromInline mutating func moveLocals(to local: Int64) {
    let (starts, offsets) = (zone.starts, zone.offsets)
    let period = zone.period(ofLocal: local)
    locals.first = period == 0 ? .min : starts[period - 1] + max(offsets[period - 1], offsets[period])
    locals.limit = .max
    locals.offset = offsets[period]
    kind = .plain
    guard period < starts.count else { return }
    let (before, after) = (offsets[period], offsets[period + 1])
    let plainLimit = starts[period] + min(before, after)
    if local < plainLimit {
      locals.limit = plainLimit
    } else {
      locals.first = max(locals.first, plainLimit)
      locals.limit = starts[period] + max(before, after)
      kind = after > before ? .gap : .fold
    }
  }

  @usableFromInline mutating func moveInstants(to second: Int64) {
    let period = zone.period(ofUTC: second)
    instants.first = period == 0 ? .min : zone.starts[period - 1]
    instants.limit = period == zone.starts.count ? .max : zone.starts[period]
    instants.offset = zone.offsets[period]
  }
}
