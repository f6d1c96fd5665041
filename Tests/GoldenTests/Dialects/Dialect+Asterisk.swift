extension Dialect {
  /// Asterisk's queue_log: a line an event, in the order of time; a call keeps its id from queue to queue.
  static let asterisk = Dialect(
    name: "asterisk", zone: "UTC", carries: [.abandoned, .unidentified, .transfers, .secondQueue]
  ) { history in
    var events: [(second: Int, text: String)] = []
    for contact in history.contacts {
      let call = "\(contact.start).\(contact.number)"
      let caller = contact.customer.map(phone) ?? "anonymous"
      for (index, leg) in contact.legs.enumerated() {
        let queue = TrueHistory.queues[leg.queue]
        let member = ["SIP/", "PJSIP/", "Agent/"][leg.agent % 3] + agent(leg.agent)
        let seconds = leg.handled * 60
        func log(_ minute: Int, _ member: String, _ event: String, _ parameters: [String]) {
          let second = WrittenTime.epoch + minute * 60
          let fields = ["\(second)", call, queue, member, event] + parameters
          events.append((second, fields.joined(separator: "|")))
        }
        log(leg.start, "NONE", "ENTERQUEUE", ["", caller, "1"])
        if contact.kind == .abandoned {
          log(leg.end, "NONE", "ABANDON", ["1", "1", "\(leg.length * 60)"])
          continue
        }
        if contact.number % 4 == 0 { log(leg.start + leg.wait, "SIP/agent99", "RINGNOANSWER", ["1000"]) }
        log(leg.start + leg.wait, member, "CONNECT", ["\(leg.wait * 60)", "\(contact.number).9", "2"])
        if index + 1 < contact.legs.count {
          log(leg.end, member, "BLINDTRANSFER", ["7001", "from-internal", "0", "\(seconds)", "1"])
        } else {
          let event = contact.number % 2 == 0 ? "COMPLETEAGENT" : "COMPLETECALLER"
          log(leg.end, member, event, ["\(leg.wait * 60)", "\(seconds)", "1"])
        }
      }
    }
    // Of one second in the order in which they were written: a sort that keeps it.
    let ordered = events.enumerated().sorted {
      ($0.element.second, $0.offset) < ($1.element.second, $1.offset)
    }
    let text = ordered.map { $0.element.text + "\n" }.joined()
    return [Export(file: "queue_log", profile: "asterisk-queue-log", text: text)]
  }
}
