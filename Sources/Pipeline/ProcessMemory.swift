import Glibc

/// What this process used of the machine.
enum ProcessMemory {
  /// The largest resident memory so far, in bytes.
  static var peakBytes: Int64 {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int64(usage.ru_maxrss) * 1024
  }
}
