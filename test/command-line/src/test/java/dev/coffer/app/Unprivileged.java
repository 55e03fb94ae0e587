package dev.coffer.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process for which permissions count, also where the tests run as root. */
final class Unprivileged {
  private static final List<String> COMMAND =
      List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");

  private Unprivileged() {}

  /** What stands before the command; skips a test where that cannot be had. */
  static List<String> command() throws InterruptedException {
    try {
      if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
        return List.of();
      }
      boolean works = builder("true").start().waitFor() == 0;
      assumeTrue(works, "setpriv may not give up the rights of root, who may read everything");
    } catch (IOException e) {
      assumeTrue(false, "no setpriv to give up the rights of root, who may read everything");
    }
    return COMMAND;
  }

  private static ProcessBuilder builder(String program) {
    return new ProcessBuilder(COMMAND.get(0), COMMAND.get(1), program);
  }
}
