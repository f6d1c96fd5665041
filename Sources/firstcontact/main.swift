import ArgumentParser
import Glibc
import Pipeline
import Tables

/// The one wish to stop of this process, which its signal handlers make.
let stopRequest = StopRequest()

// A stream that the caller closed must not become a file that the run opens later. The output is
// opened for reading, so that writing to it fails as it did before.
for stream in 0...2 as ClosedRange<Int32> where fcntl(stream, F_GETFD) < 0 {
  _ = open("/dev/null", stream == 1 ? O_RDONLY : O_RDWR)
}
// A parent that blocked the signals hands the block down.
var stopSignals = sigset_t()
sigemptyset(&stopSignals)
sigaddset(&stopSignals, SIGINT)
sigaddset(&stopSignals, SIGTERM)
sigprocmask(SIG_UNBLOCK, &stopSignals, nil)
signal(SIGPIPE, SIG_IGN)
// A file that may grow no more is an error of the write, not the end of the process.
signal(SIGXFSZ, SIG_IGN)
signal(SIGINT) { _ in stopRequest.request(.interrupted) }
signal(SIGTERM) { _ in stopRequest.request(.terminated) }
for trap in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
  signal(trap) { reportBug(signal: $0) }
}

/// Ends the process after a failed precondition; safe in a signal handler.
func reportBug(signal: Int32) {
  func say(_ text: StaticString) { write(2, text.utf8Start, text.utf8CodeUnitCount) }
  say("error: firstcontact has a bug and stopped by ")
  switch signal {
  case SIGILL: say("SIGILL")
  case SIGTRAP: say("SIGTRAP")
  case SIGABRT: say("SIGABRT")
  case SIGSEGV: say("SIGSEGV")
  case SIGBUS: say("SIGBUS")
  default: say("SIGFPE")
  }
  say("; nothing was published; please report the command\n")
  _exit(StageFailure.Status.bug.rawValue)
}

/// Carries out the command line and returns the exit status.
func carryOut() -> Int32 {
  let console = Console()
  if CommandLine.arguments.count == 1 {
    console.complain(FirstContact.helpMessage())
    return StageFailure.Status.usage.rawValue
  }
  do {
    var command = try FirstContact.parseAsRoot()
    try command.run()
    return 0
  } catch is Console.Closed {
    // Whoever read us has enough: that is no failure.
    return 0
  } catch let reported as Console.Reported {
    return reported.status
  } catch let failure as StageFailure {
    for problem in failure.problems { console.complain("error: \(problem)") }
    return failure.status.rawValue
  } catch {
    let status = FirstContact.exitCode(for: error).rawValue
    let message = FirstContact.fullMessage(for: error)
    if message.isEmpty { return status }
    guard status == 0 else {
      console.complain(
        message.hasPrefix("Error: ") ? "error: " + message.dropFirst("Error: ".count) : message)
      return status
    }
    do { try console.print(message + "\n") } catch is Console.Closed { return 0 } catch {
      return StageFailure.Status.ioFailed.rawValue
    }
    return 0
  }
}

exit(carryOut())
