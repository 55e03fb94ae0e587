package dev.coffer.delivery.table;

/**
 * One of the parts into which the events of a receiver are split by their paths.
 *
 * @param number from 0
 * @param of how many there are
 */
public record OutboxSlice(int number, int of) {
  /** All events. */
  public static final OutboxSlice ALL = new OutboxSlice(0, 1);

  /** Returns {@code 1 of 4} for the first of four. */
  @Override
  public String toString() {
    return number + 1 + " of " + of;
  }
}
