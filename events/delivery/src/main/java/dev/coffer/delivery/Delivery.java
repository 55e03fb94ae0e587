package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.util.List;

/**
 * One delivery: what is sent, and which events are done with it. Events that were folded into a
 * later one of their path are covered and not sent.
 */
record Delivery(List<FileEvent> events, List<EventQueue.Waiting> covered, DeliveryTrial trial) {
  List<FileEvent> coveredEvents() {
    return covered.stream().map(EventQueue.Waiting::event).toList();
  }

  /** Whether it is about a single change of a path, so that no part of it can be to blame. */
  boolean isIndivisible() {
    return events.size() == 1
        || events.stream().map(FileEvent::changedPaths).distinct().count() == 1;
  }

  /** Whether it has failed before. */
  boolean hasFailed() {
    return covered.get(0).hasFailed();
  }
}
