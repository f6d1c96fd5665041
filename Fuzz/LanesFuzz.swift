import Foundation
import Glibc

/// The file that is written anew for every input; it has no name, so that nothing stays behind, and
/// lies in memory where the machine has a place for that.
private let scratch: (path: String, descriptor: Int32) = {
  let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : FileManager.default.temporaryDirectory.path
  let path = "\(folder)/lanes-fuzz-\(getpid())"
  let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  precondition(descriptor >= 0, "\(path) cannot be written")
  unlink(path)
  return ("/proc/self/fd/\(descriptor)", descriptor)
}()

/// Called by libFuzzer for every input; aborts where the two lanes of Ingest read it differently.
@_cdecl("LLVMFuzzerTestOneInput")
public func readBothLanes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let lanes = LaneCase(bytes) else { return -1 }
  precondition(ftruncate(scratch.descriptor, 0) == 0)
  precondition(pwrite(scratch.descriptor, lanes.content, lanes.content.count, 0) == lanes.content.count)
  do {
    if let difference = try lanes.difference(at: scratch.path) { stop("the lanes differ: \(difference)") }
  } catch {
    stop("reading failed: \(error)")
  }
  return 0
}

/// Says why on one line and ends the process in a way that libFuzzer takes for a find.
private func stop(_ reason: String) -> Never {
  FileHandle.standardError.write(Data((reason + "\n").utf8))
  abort()
}
