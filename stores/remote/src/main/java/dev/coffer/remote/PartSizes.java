package dev.coffer.remote;

/**
 * Determines the sizes of the parts of a file, so that the largest file fits in the number of parts
 * that a service accepts.
 *
 * <p>If the length is known, all parts have the same size. Otherwise the size doubles after each
 * eleventh of the parts, so that a small file takes little memory: with 8 MiB and 10,000 parts, the
 * first 909 hold 7.6 GB, the first 5,000 hold 358 GB, and all of them 7.8 TB. Even if the first
 * part has 5 MiB, the minimum of S3, 10,000 parts hold more than 5 TiB.
 *
 * @param first the size of the first part
 * @param largest the maximum size of a part, at most what an array can hold
 * @param most the maximum number of parts
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
   * @throws IllegalArgumentException if one of them is less
   */
  public PartSizes {
    if (first < 1 || largest < first || most < 1) {
      throw new IllegalArgumentException("sizes of parts: " + first + ", " + largest + ", " + most);
    }
  }

  /**
   * Returns the size of a part of a file of unknown length.
   *
   * @param number the number of the part, from 1
   * @return the size, always the same for the same number; {@code largest} if there is one part, so
   *     that a file of unknown length may be as large as one of known length
   */
  public int of(int number) {
    if (most == 1) {
      return largest;
    }
    int doublings = Math.min((number - 1) / Math.max(1, most / STEPS), MOST_DOUBLINGS);
    return (int) Math.min((long) first << doublings, largest);
  }

  /**
   * Returns how much all parts hold.
   *
   * @return the size of the largest file
   */
  public long largestFile() {
    return (long) largest * most;
  }

  /**
   * Returns the size of the parts of a file whose length is known.
   *
   * @param length the length of the file
   * @return the size of all parts but the last
   */
  public int forLength(long length) {
    long least = (length + most - 1) / most;
    return (int) Math.min(Math.max(first, least), largest);
  }
}
