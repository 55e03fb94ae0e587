package dev.coffer.event;

import dev.coffer.ErrorContext;
import dev.coffer.StorageFullException;
import java.util.Locale;

/** What a log does when it has no room for what is not delivered. */
public enum OnFull {
  /** Changes fail with a {@link StorageFullException}. */
  FAIL,
  /** The oldest events are dropped, and a warning is logged. */
  DROP_OLDEST;

  /**
   * The error of a change for which there is no room.
   *
   * @param intent the change
   * @param log what is full
   * @param events how many it holds
   * @param unsettled how many paths it holds of which it is not known whether they were changed
   * @return to be thrown
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
            "it holds %d events that are not delivered%s, or raise outbox.max",
            events,
            unsettled == 0
                ? "; see to the receiver"
                : " and "
                    + unsettled
                    + " paths that could not be looked at; see to the receiver and"
                    + " the store");
    return new StorageFullException(
        new ErrorContext(operation, intent.paths().get(0).toString(), log), hint, null);
  }
}
