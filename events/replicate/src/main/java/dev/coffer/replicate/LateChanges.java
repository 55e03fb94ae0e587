package dev.coffer.replicate;

import dev.coffer.event.FileEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes that returned before as many replicas had them as was asked for. */
final class LateChanges {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedFileStore.class);

  private LateChanges() {}

  static void warn(List<FileEvent> events) {
    LOG.warn(
        "{} made, and fewer replicas have it than replication.ack asks for; it is delivered later",
        events.size() == 1 ? "a change is" : events.size() + " changes are");
  }
}
