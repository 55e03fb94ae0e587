package dev.coffer.agent;

import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.NotTextException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a conversation, one file each, as the existing servers write and read them.
 *
 * <pre>{@code
 * EventLog log = EventLog.of(store, "c1", "ada");
 * long id = log.append("{\"source\": \"user\", \"action\": \"message\", \"args\": {\"content\": \"Hi\"}}");
 * log.events(0).forEach(System.out::println);
 * }</pre>
 *
 * <p>An event is a JSON object. Its text is kept: fields that nobody here knows, the order of keys
 * and the form of numbers stay as they are.
 *
 * <h2>Guarantees</h2>
 *
 * <ul>
 *   <li>Each id is given once, whoever appends: other threads, other processes, other machines. An
 *       append creates a file that must not exist, and takes the next id if it does.
 *   <li>An event that was acknowledged is whole and stays. A writer that dies leaves the event or
 *       nothing, no gap and no half of it.
 *   <li>An append whose answer is lost is not made twice: it looks for its own event before it
 *       takes another id. If even that fails, it throws a {@link dev.coffer.ConnectionException};
 *       the same call on this log may then be repeated, and returns the id of the first if that was
 *       stored.
 *   <li>Reading is lazy and holds a bounded number of events in memory. Events are never read from
 *       the cache pages of the existing server.
 *   <li>A file that is not a JSON object is a {@link CorruptFileException} or a {@link
 *       NotTextException} that names it. It is read again first, a few milliseconds later, up to
 *       three times, since Python writes in place.
 * </ul>
 *
 * <p>Appends need a store with {@link dev.coffer.Capability#CONDITIONAL_WRITES}. A log has no
 * resources: it is not closed, and the store is not closed with it. It is safe for use by many
 * threads.
 */
public final class EventLog {
  private static final long MOST_OF_A_PAGE = Integer.MAX_VALUE - 1;

  private final FileStore store;
  private final EventFiles files;
  private final EventAppends appends;
  private final SecretMask mask;
  private final Clock clock;

  private EventLog(
      FileStore store, EventFiles files, EventAppends appends, SecretMask mask, Clock clock) {
    this.store = store;
    this.files = files;
    this.appends = appends;
    this.mask = mask;
    this.clock = clock;
  }

  /**
   * Returns the events of a conversation in files {@code events/{id}.json} of {@link
   * Locations#conversationDir}. Nothing is read or created yet. The owner is the actor of each
   * call, as of {@link Users#of}.
   *
   * @param store the store that holds the files of all users
   * @param conversationId the conversation
   * @param userId its owner, if any
   * @return the log
   * @throws dev.coffer.InvalidFilePathException if an id cannot be the name of a directory
   */
  public static EventLog of(FileStore store, String conversationId, @Nullable String userId) {
    return of(store, conversationId, userId, Clock.system(ZoneId.systemDefault()));
  }

  static EventLog of(FileStore store, String conversationId, @Nullable String userId, Clock clock) {
    String directory = Locations.conversationDir(conversationId, userId);
    return of(UserFileStore.of(store, userId), new NumberedEventFiles(directory), clock);
  }

  /**
   * Returns the events of a conversation of the second generation, in files {@code
   * events/event-{index}-{id}.json} of a directory. The id of an event in this log is its index.
   *
   * <p>The generation is named and not detected: a conversation without events has none. Of several
   * writers that take the same index, all but one withdraw and take the next; but the existing
   * server does not, and its lock does not exclude Java. So append only while it is not running.
   *
   * <p>If a writer is killed before it withdraws, its file stays beside the event. Of two files of
   * one index the event is the older, by the times of the store, and of two with the same time the
   * one whose name is first in the order of {@link FilePath}: every reader decides so, at each
   * reading, and no file is deleted before the event is replaced. Times may be of the clocks of
   * several machines, or of the moment before a file gets its name: then an event that was
   * acknowledged may be hidden, if two logs took an index within that time and one of them was
   * killed. The events end at the first gap.
   *
   * @param store the store that holds the conversation
   * @param directory the directory of the conversation, in which {@code base_state.json} lies
   * @return the log
   * @throws dev.coffer.InvalidFilePathException if the directory cannot be a path
   */
  public static EventLog v1(FileStore store, String directory) {
    return v1(store, directory, Clock.system(ZoneId.systemDefault()));
  }

  static EventLog v1(FileStore store, String directory, Clock clock) {
    String events = FilePath.of(directory + "/events") + "/";
    return of(store, new IndexedEventFiles(events), clock);
  }

  private static EventLog of(FileStore store, EventFiles files, Clock clock) {
    SecretMask none = new SecretMask(Set::of);
    return new EventLog(store, files, new EventAppends(store, files), none, clock);
  }

  /**
   * Returns this log with secrets that no event may show: in what is appended, each is replaced by
   * {@code <secret_hidden>} in every string, at any depth, but for those of the outermost keys
   * {@code timestamp}, {@code id}, {@code source}, {@code cause}, {@code action}, {@code
   * observation} and {@code message}. Keys are not changed.
   *
   * @param secrets asked at each append; blank ones do not count
   * @return a log of the same conversation, which shares its ids with this one
   */
  public EventLog masking(Supplier<? extends Collection<String>> secrets) {
    return new EventLog(store, files, appends, new SecretMask(secrets), clock);
  }

  // ---- Writing

  /**
   * Appends an event. It is stored with the id that it takes; with the present local time as its
   * {@code timestamp}, unless it has one; without those outermost keys whose value is null; and
   * otherwise as it is, in the form of {@code json.dumps}, or, of the second generation, without
   * blanks.
   *
   * <p>The existing server reads only events that have either an {@code action} or an {@code
   * observation} that it knows.
   *
   * @param json one JSON object, without an {@code id}. In the second generation an event has an
   *     {@code id} of its own, and gets one if it has none
   * @return its id in this log
   * @throws IllegalArgumentException if the text is not a JSON object, or has an id
   * @throws ConflictException if there can be no such file, since a file has the name of the
   *     directory of the events
   * @throws dev.coffer.ConnectionException if it is not known whether the event was stored
   */
  public long append(String json) {
    return append(JsonDocument.parseObject(json), json);
  }

  /**
   * Appends an event of a source.
   *
   * @param json as for {@link #append(String)}; its own source is replaced
   * @param source {@code agent}, {@code user} or {@code environment}
   * @return its id
   * @throws IllegalArgumentException if the text is not a JSON object, or has an id
   */
  public long append(String json, String source) {
    JsonValue.Fields event = JsonDocument.parseObject(json);
    return append(event.with("source", JsonValue.of(source)), source + json);
  }

  private long append(JsonValue.Fields event, String given) {
    String now = LocalTimes.text(LocalDateTime.now(clock));
    JsonValue.Fields masked = mask.apply(event);
    return appends.append(given, id -> files.stored(masked, id, now));
  }

  /**
   * Changes an event in place. Nothing that was written meanwhile is lost: then the change is made
   * again, on what is there now. Its cache page is deleted.
   *
   * @param id the event
   * @param change makes the new text of the old one; it may be called several times
   * @throws NotFoundException if there is no such event
   * @throws IllegalArgumentException if the new text is not a JSON object
   */
  public void replace(long id, UnaryOperator<String> change) {
    EventFile file = files.find(store, id).orElseThrow(() -> missing(id));
    String path = file.path();
    if (file.isContested()) {
      // The change makes this file the younger one.
      files.deleteOthers(store, id, path);
    }
    files.cache().ifPresent(cache -> cache.deletePageOf(store, id));
    boolean done;
    do {
      done = replaceOnce(path, id, change);
    } while (!done);
    files.cache().ifPresent(cache -> cache.deletePageOf(store, id));
  }

  private boolean replaceOnce(String path, long id, UnaryOperator<String> change) {
    JsonFile<String> old =
        JsonFile.find(store, path, JsonFile::checkedObject).orElseThrow(() -> missing(id));
    String text = JsonFile.checkedObject(change.apply(old.value()));
    try {
      store.write(path, text, WriteOptions.DEFAULTS.ifMatch(old.info().etag()));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  private NotFoundException missing(long id) {
    String path = files.directory() + id + ".json";
    return new NotFoundException(JsonFile.context(store, path), "there is no event " + id, null);
  }

  /**
   * Deletes an event and its cache page. Readers skip the gap, and this log does not give the id
   * again. A missing event is not an error.
   *
   * @param id the event
   * @throws UnsupportedFeatureException in the {@linkplain #v1 second generation}, whose events end
   *     at the first gap: all later ones would be hidden
   */
  public void delete(long id) {
    if (!files.allowsGaps()) {
      throw new UnsupportedFeatureException(
          new ErrorContext("delete", files.directory(), store.name()),
          "the events of this generation end at the first gap; replace the event instead",
          null);
    }
    files.cache().ifPresent(cache -> cache.deletePageOf(store, id));
    files.find(store, id).map(EventFile::path).ifPresent(store::deleteFile);
    files.cache().ifPresent(cache -> cache.deletePageOf(store, id));
  }

  // ---- Reading

  /**
   * Returns the id that the next event takes: one more than the highest, or 0. It is asked of the
   * store once, and then counted by this log, until another writer was faster.
   *
   * @return the id
   */
  public long nextId() {
    return appends.nextId();
  }

  /**
   * Returns an event.
   *
   * @param id its id
   * @return the text of its file; empty if it does not exist
   * @throws CorruptFileException if the file is not a JSON object
   * @throws NotTextException if the file is not UTF-8
   */
  public Optional<String> event(long id) {
    if (id < 0) {
      return Optional.empty();
    }
    return find(id).flatMap(this::event).map(AgentEvent::json);
  }

  Optional<EventFile> find(long id) {
    return files.find(store, id);
  }

  Optional<AgentEvent> event(EventFile file) {
    return JsonFile.find(store, file.path(), JsonFile::checkedObject)
        .map(found -> new AgentEvent(file.id(), found.value()));
  }

  /**
   * Returns the events from an id on, in order, as they are when the first is asked for. Gaps are
   * skipped.
   *
   * @param from the first id
   * @return a lazy stream of their texts; closed by the caller if it is not read to its end
   * @throws IllegalArgumentException if the id is negative
   */
  public Stream<String> events(long from) {
    return read(EventRange.ALL.from(from), OrderedReads.LARGEST_GROUP).map(AgentEvent::json);
  }

  /**
   * Searches a range of events.
   *
   * @param filter which events are returned
   * @param range where to search, in which direction, and when to stop
   * @return a lazy stream; closed by the caller if it is not read to its end
   */
  public Stream<AgentEvent> search(EventFilter filter, EventRange range) {
    Stream<AgentEvent> found =
        read(range, OrderedReads.SMALL_GROUP).filter(event -> filter.matches(event.json()));
    return range.limit().isPresent() ? found.limit(range.limit().getAsLong()) : found;
  }

  /**
   * Returns the first events that a search finds, and whether there are more.
   *
   * @param filter which events are returned
   * @param range where to search, and how many events to return: without a limit, all
   * @return the events
   */
  public EventPage page(EventFilter filter, EventRange range) {
    long limit = Math.min(range.limit().orElse(MOST_OF_A_PAGE), MOST_OF_A_PAGE);
    try (Stream<AgentEvent> found = search(filter, range.limit(limit + 1))) {
      List<AgentEvent> events = found.toList();
      boolean more = events.size() > limit;
      return new EventPage(more ? events.subList(0, (int) limit) : events, more);
    }
  }

  private Stream<AgentEvent> read(EventRange range, int group) {
    return read(() -> listUnseen().within(range), group);
  }

  Stream<AgentEvent> read(Supplier<List<EventFile>> listing, int group) {
    return OrderedReads.stream(store, listing, EventFile::path, this::event, group);
  }

  private Optional<AgentEvent> event(EventFile file, byte[] bytes) {
    return JsonFile.objectOfBytes(store, file.path(), bytes)
        .map(json -> new AgentEvent(file.id(), json));
  }

  /**
   * Follows the conversation: returns the events from an id on, and then each new one as it comes.
   * The store is asked every half second, and at once when this process appends through a store
   * that announces changes.
   *
   * @param from the first id
   * @return the events to come; close it to stop
   * @throws IllegalArgumentException if the id is negative
   */
  public EventFeed follow(long from) {
    return follow(from, Duration.ofMillis(500));
  }

  /**
   * Follows the conversation like {@link #follow(long)}.
   *
   * @param from the first id
   * @param interval how often the store is asked for events of other processes
   * @return the events to come; close it to stop
   * @throws IllegalArgumentException if the id is negative or the interval is not positive
   */
  public EventFeed follow(long from, Duration interval) {
    return new EventFeed(this, from, interval);
  }

  EventListing listUnseen() {
    return files.listUnseen(store);
  }

  FileStore store() {
    return store;
  }

  String directory() {
    return files.directory();
  }

  /** Returns a description that shows no event. */
  @Override
  public String toString() {
    return "EventLog(" + files.directory() + " on " + store.name() + ")";
  }
}
