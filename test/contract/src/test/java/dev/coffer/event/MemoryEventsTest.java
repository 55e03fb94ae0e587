package dev.coffer.event;

import dev.coffer.testkit.FileEventsContract;

class MemoryEventsTest extends FileEventsContract {
  @Override
  protected FileEventLog newLog() {
    return new InMemoryEventLog();
  }
}
