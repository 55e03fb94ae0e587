package dev.coffer.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** System calls that fail on demand. */
final class Strace {
  private Strace() {}

  /** Skips a test where nothing can be traced. */
  static void require() throws InterruptedException {
    boolean present;
    try {
      present =
          new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      present = false;
    }
    assumeTrue(present, "strace is not installed or may not trace: no system call can fail");
  }

  /**
   * What stands before the command whose calls fail.
   *
   * @param calls the system calls and what becomes of them: {@code %%stat:error=EIO:when=1}
   * @param paths the files that they are about; none for any
   */
  static List<String> inject(String calls, Path... paths) {
    return traced(Path.of("/dev/null"), calls, paths);
  }

  /** The same, with the trace in a file. */
  static List<String> traced(Path trace, String calls, Path... paths) {
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qqq", "-o", trace.toString()));
    for (Path path : paths) {
      command.addAll(List.of("-P", path.toString()));
    }
    String names = calls.substring(0, calls.indexOf(':'));
    command.addAll(List.of("-e", "trace=" + names, "-e", "inject=" + calls));
    return command;
  }
}
