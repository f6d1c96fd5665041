/// What may happen to a customer's contact: probabilities in millionths.
///
/// The generator draws by them and the truth reckons with them, so neither can change alone.
enum ContactOdds {
  /// Channels of an issue's first contact, in proportion: voice, chat, email, video.
  static let channelWeights = [770, 130, 80, 20]
  /// That a call is given up in the queue.
  static let abandoned = 80_000
  /// That another try follows soon after.
  static let retriesAbandoned = 650_000
  /// That a first call, not given up, ends in the machine and is settled there.
  static let selfServed = 30_000
  /// That it ends on the answering machine.
  static let voicemail = 8_000
  /// That nobody picks up.
  static let missed = 7_000
  /// That another try follows a voicemail or a missed call, some hours later.
  static let retriesMissed = 600_000
  /// That a return draws its reason anew.
  static let changeOfReason = 80_000
  /// That a return is a call, whatever the contact before was.
  static let returnsByVoice = 250_000
  /// After so many seconds from the end of an issue's first handled contact, customers let it be.
  ///
  /// Below the 28 days of the placebo, so no issue reaches from a contact into its placebo window.
  static let patience: Int64 = 27 * 86_400
  /// What a ticket takes at least from start to end, in seconds.
  static let ticketLeast: Int64 = 1800
  /// What it takes beyond that, on average, in seconds.
  static let ticketMean: Int64 = 150_000
  /// That an agent claims an issue resolved which is.
  static let claimsSolved = 970_000
  /// That an agent claims an issue resolved which is not.
  static let claimsUnsolved = 550_000
  /// The same of an agent who over-claims.
  static let overClaimsUnsolved = 930_000
  /// That an agent claims nothing at all.
  static let claimsNothing = 60_000
}
