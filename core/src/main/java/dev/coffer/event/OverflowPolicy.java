package dev.coffer.event;

import dev.coffer.ErrorContext;
import dev.coffer.StorageFullException;
import java.util.Locale;

/** What a log does if it has no room for more undelivered events. */
public enum OverflowPolicy {
  /** Changes fail with a {@link StorageFullException}. */
  FAIL,
  /** The oldest events are dropped, and a warning is logged. */
  DROP_OLDEST;

  /**
   * Returns the error for a change for which there is no room.
   *
   * @param intent the change
   * @param log the log that is full
   * @param events how many events it holds
   * @param unsettled how many paths it holds for which it is not known whether they were changed
   * @return the exception to throw
   */
  public static StorageFullException full(Intent intent, String log, long events, long unsettled) {
    String operation =
        switch (intent.type()) {
          case WRITTEN -> "write";
          case DELETED -> "delete";
          case COPIED -> "copy";
          case MOVED -> "move";
        };
    String hint =
        String.format(
            Locale.ROOT,
            "it holds %d undelivered events%s, or raise outbox.max",
            events,
            unsettled == 0
                ? "; check the receiver"
                : " and "
                    + unsettled
                    + " paths that could not be checked; check the receiver and"
                    + " the store");
    return new StorageFullException(
        new ErrorContext(operation, intent.paths().get(0).toString(), log), hint, null);
  }
}
