package dev.coffer.remote;

/**
 * How large the parts of a file are, so that the largest file fits in the parts that a service
 * takes.
 *
 * <p>When the length is known all parts have one size. Otherwise the size doubles after each
 * eleventh of the parts, so that a small file takes little memory: with 8 MiB and 10,000 parts, the
 * first 909 hold 7.6 GB, the first 5,000 hold 358 GB, and all of them 7.8 TB. Even of parts that
 * begin with 5 MiB, the least that S3 takes, 10,000 hold more than 5 TiB.
 *
 * @param first the size of the first part
 * @param largest the largest size a part may have, at most what an array can hold
 * @param most how many parts there may be
 */
public record PartSizes(int first, int largest, int most) {
  private static final int STEPS = 11;
  private static final int MOST_DOUBLINGS = 30;

  /**
   * Checks the sizes.
   *
   * @param first at least 1
   * @param largest at least {@code first}
   * @param most at least 1
   * @throws IllegalArgumentException when one of them is less
   */
  public PartSizes {
    if (first < 1 || largest < first || most < 1) {
      throw new IllegalArgumentException("sizes of parts: " + first + ", " + largest + ", " + most);
    }
  }

  /**
   * The size of a part of a file of unknown length.
   *
   * @param number of the part, from 1
   * @return for each number the same
   */
  public int of(int number) {
    int doublings = Math.min((number - 1) / Math.max(1, most / STEPS), MOST_DOUBLINGS);
    return (int) Math.min((long) first << doublings, largest);
  }

  /**
   * The size of the parts of a file whose length is known.
   *
   * @param length of the file
   * @return for all parts but the last
   */
  public int forLength(long length) {
    long least = (length + most - 1) / most;
    return (int) Math.min(Math.max(first, least), largest);
  }
}
