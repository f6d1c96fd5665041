import Glibc

/// What this process used of the machine.
enum ProcessMemory {
  /// The largest resident memory so far, in bytes.
  static var peakBytes: Int64 {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int64(usage.ru_maxrss) * 1024
  }

  /// Hands what was freed back to the system, which the C library would keep for later.
  ///
  /// Nothing where that library has no such call: its header is in no module of Swift's, and only glibc has it.
  static func handBack() {
    guard let call = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(call, to: (@convention(c) (Int) -> Int32).self)(0)
  }
}
