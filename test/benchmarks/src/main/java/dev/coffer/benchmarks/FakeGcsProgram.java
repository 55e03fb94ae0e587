package dev.coffer.benchmarks;

import dev.coffer.fakegcs.FakeGcsServer;

/**
 * The server of the test kit in a process of its own: prints where it is and ends with its input.
 */
final class FakeGcsProgram {
  private FakeGcsProgram() {}

  /** Runs it. */
  public static void main(String... words) throws Exception {
    try (FakeGcsServer server = new FakeGcsServer()) {
      System.out.println(server.uri());
      while (System.in.read() >= 0) {
        // Nobody writes: it waits for the end.
      }
    }
  }
}
