package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.util.List;

/**
 * One delivery: the events that are sent, and those that it covers. Events that were folded into a
 * later one of their path are covered but not sent.
 */
record Delivery(List<FileEvent> events, List<EventQueue.Waiting> covered, DeliveryTrial trial) {
  List<FileEvent> coveredEvents() {
    return covered.stream().map(EventQueue.Waiting::event).toList();
  }

  /**
   * Returns whether this is about a single change of a path, so that no part of it can be the cause
   * of a failure.
   */
  boolean isIndivisible() {
    return events.size() == 1
        || events.stream().map(FileEvent::changedPaths).distinct().count() == 1;
  }

  /** Returns whether this has failed before. */
  boolean hasFailed() {
    return covered.get(0).hasFailed();
  }
}
