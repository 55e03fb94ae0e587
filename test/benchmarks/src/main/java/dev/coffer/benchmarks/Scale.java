package dev.coffer.benchmarks;

/**
 * How much is measured.
 *
 * @param memory calls that touch no disk
 * @param reads calls that read a small file or its attributes
 * @param writes calls that write one without a sync
 * @param syncs calls that sync
 * @param bulk work on {@code many} files
 * @param heavy work on {@code most} files or {@code streamed} bytes
 * @param shared calls in a slice that several threads share
 * @param many files of a large directory
 * @param most files of a very large one
 * @param streamed bytes of a large file
 * @param remote how much on a server
 */
record Scale(
    Pace memory,
    Pace reads,
    Pace writes,
    Pace syncs,
    Pace bulk,
    Pace heavy,
    int shared,
    int many,
    int most,
    long streamed,
    Remote remote) {
  /**
   * How much is measured on a server.
   *
   * @param near next to the server
   * @param away with latency
   * @param listed files of a large directory
   * @param streamed bytes of a large file
   */
  record Remote(Paces near, Paces away, int listed, long streamed) {}

  /**
   * How often from one place.
   *
   * @param single calls for one small file
   * @param bulk work on many files or a large one
   */
  record Paces(Pace single, Pace bulk) {}

  static final Scale FULL =
      new Scale(
          new Pace(2000, 60, 81),
          new Pace(500, 40, 61),
          new Pace(200, 25, 41),
          new Pace(64, 3, 21),
          new Pace(1, 4, 15),
          new Pace(1, 1, 5),
          320,
          2000,
          100_000,
          1L << 30,
          new Remote(
              new Paces(new Pace(50, 20, 31), new Pace(1, 2, 5)),
              new Paces(new Pace(10, 2, 15), new Pace(1, 0, 3)),
              20_000,
              256L << 20));

  static final Scale QUICK =
      new Scale(
          new Pace(2000, 40, 31),
          new Pace(500, 25, 21),
          new Pace(200, 15, 15),
          new Pace(32, 2, 7),
          new Pace(1, 2, 5),
          new Pace(1, 1, 3),
          128,
          2000,
          20_000,
          1L << 27,
          new Remote(
              new Paces(new Pace(50, 10, 11), new Pace(1, 2, 3)),
              new Paces(new Pace(5, 1, 7), new Pace(1, 0, 1)),
              5_000,
              64L << 20));

  /** Everything once, to see that it runs. */
  static final Scale TINY =
      new Scale(
          new Pace(4, 0, 1),
          new Pace(4, 0, 1),
          new Pace(4, 0, 1),
          new Pace(4, 0, 1),
          new Pace(1, 0, 1),
          new Pace(1, 0, 1),
          32,
          10,
          20,
          300_000,
          new Remote(
              new Paces(new Pace(2, 0, 1), new Pace(1, 0, 1)),
              new Paces(new Pace(1, 0, 1), new Pace(1, 0, 1)),
              20,
              9L << 20));

  /** With so many more rounds uncounted that the JVM has compiled calls of microseconds by then. */
  Scale warmer() {
    return new Scale(
        memory.warmer(20),
        reads.warmer(7),
        writes.warmer(3),
        syncs,
        bulk.warmer(10),
        heavy,
        shared,
        many,
        most,
        streamed,
        remote);
  }
}
