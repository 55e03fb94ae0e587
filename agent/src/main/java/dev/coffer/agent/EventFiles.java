package dev.coffer.agent;

import dev.coffer.FileStore;
import java.util.Optional;

/** Where a generation of the existing server keeps the events of a conversation, and how. */
sealed interface EventFiles permits NumberedEventFiles, IndexedEventFiles {
  /** The directory of the events, with a {@code /} at the end. */
  String directory();

  /** Lists all events. */
  EventListing list(FileStore store);

  /**
   * Lists all events, to read them, which takes less time: what has the name of one may be no file,
   * and is none when it is read.
   */
  default EventListing listUnseen(FileStore store) {
    return list(store);
  }

  /** The directory of pages of events that the existing server caches, if it does. */
  Optional<EventCache> cache();

  /** Returns the next id if one was refused. */
  long after(long refused, EventListing now);

  /** Returns the file of an event if it may exist. */
  Optional<EventFile> find(FileStore store, long id);

  /** Returns a new event as it is stored. */
  JsonValue.Fields stored(JsonValue.Fields event, long id, String timestamp);

  /** Returns the file of an event that is about to be written. */
  String newFile(JsonValue.Fields stored, long id);

  /**
   * Returns whether there is an event with an id. Where the id alone names the file, the condition
   * of the write will say so, and it is not asked.
   */
  boolean isTaken(FileStore store, long id);

  /** Deletes what writers that died left beside the file of an event. */
  void deleteOthers(FileStore store, long id, String file);

  /** Returns whether the events after a missing one are read. */
  boolean allowsGaps();

  /** The form in which events are written. */
  JsonForm form();
}
