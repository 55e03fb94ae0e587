package dev.coffer.event;

import java.util.List;

/**
 * One delivery: what is sent, and which events are done with it. Events that were folded into a
 * later one of their path are covered and not sent.
 */
record Job(List<FileEvent> events, List<EventQueue.Waiting> covered) {
  List<FileEvent> coveredEvents() {
    return covered.stream().map(EventQueue.Waiting::event).toList();
  }
}
