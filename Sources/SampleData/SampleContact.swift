import Canonical
import Tables

/// One leg of a contact, with the truth about it.
struct SampleContact {
  /// Number of the customer × 1000 + number of the leg; ids are made of it.
  var number: Int64
  /// UTC second of the start.
  var start: Int64
  /// UTC second of the end.
  var end: Int64
  /// Index of the customer; negative for switchboards.
  var customer: Int32
  /// Number of the first leg of its chain; 0: it has none of its own.
  var chain: Int64 = 0
  /// Number of the leg that opened the case; 0: no case.
  var caseNumber: Int64 = 0
  /// Index into `CallType.all`; -1: unknown.
  var callType: Int8 = -1
  /// Index into the roster's workers; -1: nobody; below: logins nobody knows.
  var agent: Int32 = -1
  /// How it arrived.
  var channel = Channel.voice
  /// Who began it.
  var direction = Direction.inbound
  /// How it went.
  var outcome = Outcome.handled
  /// What the agent claimed: 1 resolved, 0 not, -1 nothing.
  var claim: Int8 = -1
  /// Talk, hold and after-call work.
  var handleSeconds: Int32 = 0
  /// Hold alone.
  var holdSeconds: Int32 = 0
  /// Wait before an answer.
  var waitSeconds: Int32 = 0
  /// Whether it was handed on.
  var isTransferred = false
  /// Whether its customer number is a stranger's: a chain that names two customers.
  var isConflicting = false
  /// Which contact about its issue it is, from 1.
  var attempt: Int32 = 1
  /// Truth: the day on which its issue began; 0: none of a customer's own.
  var issueDay: Int32 = 0
  /// Truth: the channel that its issue uses; differs from `channel` in a call beside a chat.
  var issueChannel = Channel.voice
  /// Truth: probability in millionths that the issue was resolved; -1 where that was not drawn here.
  var chance: Int32 = -1
  /// Truth: whether the issue was resolved.
  var isSolved = false

  /// A leg of a customer.
  init(number: Int64, start: Int64, end: Int64, customer: Int32) {
    self.number = number
    self.start = start
    self.end = end
    self.customer = customer
  }

  /// Whether it is written to the files at all.
  var isCovered: Bool {
    start >= CenterCalendar.firstSecond && start < CenterCalendar.endSecond
  }

  /// Id in the telephone system, the chat tool or the ticket tool.
  var id: String {
    switch channel {
    case .voice: "30" + padded(number, 10)
    case .chat, .video: "ch-" + padded(number, 10)
    default: "T-" + padded(number, 10)
    }
  }

  /// Id of its case; empty without one.
  var caseID: String { caseNumber == 0 ? "" : "CASE-" + padded(caseNumber, 10) }
}
