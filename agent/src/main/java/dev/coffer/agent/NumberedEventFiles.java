package dev.coffer.agent;

import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events in files {@code {id}.json}. */
final class NumberedEventFiles implements EventFiles {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final String EXTENSION = ".json";

  /** What Python has in an event that was not stored yet. */
  private static final JsonValue NO_ID = JsonValue.of(-1);

  private static final int MOST_DIGITS = 18;

  private final String conversation;
  private final String directory;
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Names the events of a conversation in its directory, which ends with a slash. */
  NumberedEventFiles(String conversation) {
    this.conversation = conversation;
    this.directory = conversation + "events/";
  }

  @Override
  public String directory() {
    return directory;
  }

  /** The next id is beyond every number that a name begins with, even if it is no event. */
  @Override
  public EventListing list(FileStore store) {
    Names names = new Names(store);
    FileNames.forEach(store, directory, names::add);
    return names.listing();
  }

  @Override
  public EventListing listUnseen(FileStore store) {
    Names names = new Names(store);
    FileNames.forEachUnseen(store, directory, names::add);
    return names.listing();
  }

  /** Collects the events of which there are names. */
  private final class Names {
    private final FileStore store;
    private final List<EventFile> files = new ArrayList<>();
    private long next;

    Names(FileStore store) {
      this.store = store;
    }

    void add(String name) {
      OptionalLong number = number(name);
      if (number.isEmpty()) {
        warn(store, name);
        return;
      }
      long id = number.getAsLong();
      next = Math.max(next, id + 1);
      if (name.equals(id + EXTENSION)) {
        files.add(new EventFile(id, directory + name, false));
      }
    }

    EventListing listing() {
      files.sort(Comparator.comparingLong(EventFile::id));
      return new EventListing(files, next);
    }
  }

  /** Returns the integer before the first dot; empty if there is none. */
  private static OptionalLong number(String name) {
    int dot = name.indexOf('.');
    String digits = dot < 0 ? name : name.substring(0, dot);
    boolean whole =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return whole ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
  }

  private void warn(FileStore store, String name) {
    if (!warned.getAndSet(true)) {
      LOG.warn("{} of {} is skipped: events are named by numbers", name, store.name());
    }
  }

  @Override
  public Optional<EventCache> cache() {
    return Optional.of(new EventCache(conversation + "event_cache/"));
  }

  /** An id that was refused was taken, even if its event is gone now. */
  @Override
  public long after(long refused, EventListing now) {
    return Math.max(now.next(), refused + 1);
  }

  @Override
  public Optional<EventFile> find(FileStore store, long id) {
    return Optional.of(new EventFile(id, path(id), false));
  }

  private String path(long id) {
    return directory + id + EXTENSION;
  }

  /** Id, time and source come first; what is null is left out. */
  @Override
  public JsonValue.Fields stored(JsonValue.Fields event, long id, String timestamp) {
    event
        .find("id")
        .filter(given -> !given.equals(NO_ID))
        .ifPresent(
            given -> {
              throw new IllegalArgumentException("the event has an id; the log gives it one");
            });
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    fields.put("id", JsonValue.of(id));
    fields.put("timestamp", event.find("timestamp").orElse(JsonValue.of(timestamp)));
    event.find("source").ifPresent(source -> fields.put("source", source));
    event.values().forEach(fields::putIfAbsent);
    fields.values().removeIf(JsonValue.Word.NULL::equals);
    return new JsonValue.Fields(fields);
  }

  @Override
  public String newFile(JsonValue.Fields stored, long id) {
    return path(id);
  }

  @Override
  public boolean isTaken(FileStore store, long id) {
    return false;
  }

  @Override
  public void deleteOthers(FileStore store, long id, String file) {
    // No other file has the id.
  }

  @Override
  public boolean allowsGaps() {
    return true;
  }

  @Override
  public JsonForm form() {
    return JsonForm.SPACED;
  }
}
