package dev.coffer.event;

/** Who can be listened to through a view. */
interface Subscribers extends FileEvents {
  /** Begins to listen to what a view sees. */
  Subscription subscribe(EventView view, String pattern, FileEventListener listener);
}
