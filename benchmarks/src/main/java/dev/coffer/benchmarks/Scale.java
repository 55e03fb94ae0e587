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
   * @param near calls for one small file, next to the server
   * @param away the same, behind latency
   * @param bulk work on many files or a large one
   * @param listed files of a large directory
   * @param streamed bytes of a large file
   */
  record Remote(Pace near, Pace away, Pace bulk, int listed, long streamed) {}

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
              new Pace(100, 20, 41), new Pace(10, 2, 21), new Pace(1, 1, 5), 20_000, 256L << 20));

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
          new Remote(new Pace(50, 10, 11), new Pace(5, 1, 7), new Pace(1, 0, 3), 5_000, 64L << 20));

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
          new Remote(new Pace(2, 0, 1), new Pace(1, 0, 1), new Pace(1, 0, 1), 20, 9L << 20));
}
