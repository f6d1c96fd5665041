/// Settled contacts of one agent of one channel and call type.
package struct AgentStratum: Equatable, Sendable {
  /// Code of the agent.
  package let agent: UInt32
  /// Codes of channel and call type; 0 where missing.
  package let channel: UInt32
  package let callType: UInt32
  /// Settled contacts.
  package let n: Int64
  /// Those that nobody came back after.
  package let x: Int64
  /// Contacts whose window is still open.
  package let unsettled: Int64

  /// A stratum with its counts.
  package init(agent: UInt32, channel: UInt32, callType: UInt32, n: Int64, x: Int64, unsettled: Int64) {
    (self.agent, self.channel, self.callType) = (agent, channel, callType)
    (self.n, self.x, self.unsettled) = (n, x, unsettled)
  }
}
