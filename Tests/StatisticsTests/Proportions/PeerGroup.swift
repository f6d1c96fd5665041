@testable import Statistics

/// Published groups of units whose shares are to be compared.
enum PeerGroup {
  /// Contagious bovine pleuropneumonia in 15 herds (R, lme4::cbpp, summed by herd).
  static func herds() throws -> [Proportion] {
    let table = try Published.table("cbpp_herd")
    return try zip(table.numbers("incidence"), table.numbers("size")).map {
      try Proportion(successes: $0, size: $1)
    }
  }

  /// Tumors in 71 groups of rats: Tarone (1982), Biometrics 38(1), 215–220, as printed in Gelman and others
  /// (2013), Bayesian Data Analysis, 3rd edition, table 5.1; the last group, 4 of 14, is the current experiment.
  static func rats() throws -> [Proportion] {
    let tumors: [Double] = [
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 5, 2, 5,
      3,
      2, 7, 7, 3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6, 16, 15,
      15,
      9, 4,
    ]
    let rats: [Double] = [
      20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24, 23, 20,
      20,
      20, 20, 20, 20, 10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20, 20, 20, 20, 48, 19,
      19,
      19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24, 14,
    ]
    return try zip(tumors, rats).map { try Proportion(successes: $0, size: $1) }
  }

  /// Hits of 18 batters in their first 45 times at bat in 1970: Efron and Morris (1975), JASA 70(350), 311–319.
  static func batters() throws -> [Proportion] {
    try [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7].map {
      try Proportion(successes: $0, size: 45)
    }
  }
}
