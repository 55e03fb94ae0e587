package dev.coffer.benchmarks;

import dev.coffer.fakegcs.FakeGcsServer;

/** The fake server in a process of its own: prints its address and ends with its input. */
final class FakeGcsProgram {
  private FakeGcsProgram() {}

  /** Runs it. */
  public static void main(String... words) throws Exception {
    try (FakeGcsServer server = new FakeGcsServer()) {
      System.out.println(server.uri());
      while (System.in.read() >= 0) {
        // Nothing is written: this waits for the end.
      }
    }
  }
}
