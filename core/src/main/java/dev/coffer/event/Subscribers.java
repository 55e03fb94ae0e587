package dev.coffer.event;

/** Events that can be subscribed to through a view. */
interface Subscribers extends FileEvents {
  /** Subscribes to the events that a view sees. */
  Subscription subscribe(EventView view, String pattern, FileEventListener listener);
}
