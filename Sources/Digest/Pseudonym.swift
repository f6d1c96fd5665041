import Crypto

/// Stands for an id in outputs: HMAC-SHA-256 under the center's key, so that nobody without the key
/// can tell whose it is, and the same id has the same pseudonym every night.
package struct Pseudonym: Sendable {
  /// What kind of id it stands for; equal ids of two kinds have different pseudonyms.
  package enum Domain: String, Sendable { case person, customer, rows }

  /// Shortest key that is taken, in bytes.
  package static let shortestKey = 32

  private let key: SymmetricKey

  /// Under a key of at least 32 bytes.
  package init(key: [UInt8]) {
    precondition(key.count >= Pseudonym.shortestKey, "a key has at least 32 bytes")
    self.key = SymmetricKey(data: key)
  }

  /// The pseudonym of an id: its domain's first letter and 32 hexadecimal digits.
  package func text(of id: String, in domain: Domain) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("\(domain.rawValue)\u{0}\(id)".utf8), using: key)
    return "\(domain.rawValue.prefix(1))-\(hexadecimalDigits(code.prefix(16)))"
  }
}
