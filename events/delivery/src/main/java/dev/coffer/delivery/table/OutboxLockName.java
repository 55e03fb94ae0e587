package dev.coffer.delivery.table;

import java.util.Locale;

/**
 * What a lock of an outbox is for.
 *
 * @param purpose what its holder does
 * @param receiver the number of the receiver; 0 if it is for none
 * @param slice which of the receiver's events
 */
public record OutboxLockName(Purpose purpose, long receiver, OutboxSlice slice) {
  /** What the holder of a lock does. */
  public enum Purpose {
    /** It finds out what has become of changes whose outcome is not known. */
    SETTLE,
    /** It delivers to a receiver. */
    DELIVER,
    /** It waits for a delivery to a receiver. */
    HURRY
  }

  static OutboxLockName settle() {
    return new OutboxLockName(Purpose.SETTLE, 0, OutboxSlice.ALL);
  }

  static OutboxLockName deliver(long receiver, OutboxSlice slice) {
    return new OutboxLockName(Purpose.DELIVER, receiver, slice);
  }

  static OutboxLockName hurry(long receiver) {
    return new OutboxLockName(Purpose.HURRY, receiver, OutboxSlice.ALL);
  }

  /** Returns the name for people: {@code deliver 7} or {@code deliver 7, 2 of 4}. */
  @Override
  public String toString() {
    String name = purpose.name().toLowerCase(Locale.ROOT);
    String of = receiver == 0 ? name : name + " " + receiver;
    return slice.equals(OutboxSlice.ALL) ? of : of + ", " + slice;
  }
}
