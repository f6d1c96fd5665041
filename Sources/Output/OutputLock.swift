import Glibc
import Tables

/// The right to write into an output folder: a lock on `<folder>/.lock` that one process at a time has.
///
/// The system takes it back when the process ends, however it ends; the file stays.
final class OutputLock {
  private let file: Int32

  /// Takes the lock without waiting.
  /// - Throws: `StageFailure`: `.locked` where another run has it, `.cannotCreate` where there can be none.
  init(folder: String) throws(StageFailure) {
    let path = "\(folder)/.lock"
    let file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if file < 0 { throw Storage.failure(.cannotCreate, path, errno) }
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(file)
      if code != EWOULDBLOCK { throw Storage.failure(.cannotCreate, path, code) }
      throw StageFailure(
        .locked,
        "\(folder): another run is writing here (it holds '\(path)'); wait until it has ended"
          + " or choose another folder with --out")
    }
    self.file = file
  }

  deinit {
    // A child process that is just starting may hold a copy of `file`; unlocking counts for it too.
    flock(file, LOCK_UN)
    close(file)
  }
}
