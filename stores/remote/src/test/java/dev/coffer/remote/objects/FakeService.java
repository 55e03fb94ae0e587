package dev.coffer.remote.objects;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.remote.ConnectionErrors;
import dev.coffer.remote.ConnectionHints;
import dev.coffer.remote.HttpEtags;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.KeyPages;
import dev.coffer.remote.MetadataCoding;
import dev.coffer.remote.PartialResponse;
import dev.coffer.remote.StatusErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service of objects in memory, as services are: it knows keys and no paths, sends pages, takes
 * conditions, and drops the parts of an object when another write makes it.
 */
final class FakeService implements ObjectService, ObjectFailures {
  static final MetadataCoding METADATA = MetadataCoding.IDENTIFIERS;

  private final NavigableMap<String, FakeObject> objects = new TreeMap<>(FilePath::compareUtf8);
  private final Map<String, Map<String, byte[]>> parts = new HashMap<>();
  private final AtomicLong versions = new AtomicLong();
  private final AtomicInteger closes = new AtomicInteger();
  private volatile boolean delimits = true;
  private volatile CountDownLatch questions = new CountDownLatch(0);

  /** What happens to the next requests: each is told whether it was done before its answer. */
  private final List<Fault> faults = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record FakeObject(byte[] bytes, ObjectDraft draft, String etag, Instant time) {}

  /** What becomes of a request. */
  enum Fault {
    /** It is made and answered. */
    NONE,
    /** It does not reach the service. */
    LOST,
    /** It is made, and its answer is lost. */
    ANSWER_LOST,
    /** It is made after another client has written the object. */
    OVERTAKEN,
    /** The code of the back end has an error. */
    BROKEN_CODE,
    /** Something else answers that it is not there. */
    NO_SUCH_PAGE,
    /** A copy is begun, or is not complete yet. */
    UNDER_WAY,
    /** It is answered with "not found", as a condition on an object that does not exist may be. */
    NOT_FOUND
  }

  /** A refusal with a status. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int status;
    final Refusal refusal;

    RefusedException(int status, Refusal refusal) {
      this.status = status;
      this.refusal = refusal;
    }
  }

  /** Lists keys from now on whatever is between them and the prefix, and continues after a key. */
  void knowNoDelimiter() {
    delimits = false;
  }

  /** Decides what becomes of the requests that come next. */
  synchronized void next(Fault... coming) {
    faults.addAll(List.of(coming));
  }

  private synchronized <T> T request(String key, Supplier<T> action) {
    Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove(0);
    if (fault == Fault.LOST) {
      throw new UncheckedIOException(new IOException("reset"));
    }
    if (fault == Fault.BROKEN_CODE) {
      throw new IllegalArgumentException("hush");
    }
    if (fault == Fault.NOT_FOUND) {
      throw new RefusedException(404, Refusal.MISSING);
    }
    if (fault == Fault.OVERTAKEN) {
      set(
          key,
          new byte[] {1},
          new ObjectDraft("binary/octet-stream", Map.of(), false, Optional.empty()));
    }
    if (fault == Fault.NO_SUCH_PAGE) {
      throw new RefusedException(404, Refusal.OTHER);
    }
    T answer = action.get();
    if (fault == Fault.ANSWER_LOST) {
      throw new UncheckedIOException(new IOException("reset"));
    }
    return answer;
  }

  private FakeObject require(String key, @Nullable String etag) {
    FakeObject object = objects.get(key);
    if (object == null) {
      throw new RefusedException(404, Refusal.MISSING);
    }
    if (etag != null && !etag.equals(object.etag())) {
      throw new RefusedException(412, Refusal.UNMET);
    }
    return object;
  }

  private StoredObject set(String key, byte[] bytes, ObjectDraft draft) {
    FakeObject object =
        new FakeObject(bytes, draft, "v" + versions.incrementAndGet(), Instant.ofEpochSecond(1));
    objects.put(key, object);
    parts.remove(key);
    return told(object);
  }

  private static StoredObject told(FakeObject object) {
    return new StoredObject(
        (long) object.bytes().length,
        object.time(),
        HttpEtags.quoted(object.etag()),
        object.draft().contentType(),
        new HashMap<>(object.draft().metadata()));
  }

  @Override
  public StoredObject look(String key) {
    return request(key, () -> told(require(key, null)));
  }

  @Override
  public ObjectBytes read(String key, String etag, long offset, long length) {
    return request(
        key,
        () -> {
          FakeObject object = require(key, etag);
          int end = (int) Math.min(object.bytes().length, offset + length);
          String range = "bytes " + offset + "-" + (end - 1) + "/" + object.bytes().length;
          return new ObjectBytes(
              new PartialResponse(206, range),
              Arrays.copyOfRange(object.bytes(), (int) offset, end),
              object.etag(),
              true);
        });
  }

  @Override
  public StoredObject put(String key, byte[] bytes, ObjectDraft draft) {
    return request(
        key,
        () -> {
          requireCondition(key, draft);
          return set(key, bytes, draft);
        });
  }

  private void requireCondition(String key, ObjectDraft draft) {
    FakeObject there = objects.get(key);
    boolean exists = draft.ifAbsent() && there != null;
    boolean other =
        draft.ifMatch().filter(etag -> there == null || !etag.equals(there.etag())).isPresent();
    if (exists || other) {
      throw new RefusedException(412, Refusal.UNMET);
    }
  }

  @Override
  public String putPart(String key, String upload, int number, byte[] bytes) {
    return request(
        key,
        () -> {
          String id = upload + "-" + number;
          parts.computeIfAbsent(key, unused -> new HashMap<>()).put(id, bytes);
          return id;
        });
  }

  @Override
  public StoredObject complete(String key, String upload, List<String> ids, ObjectDraft draft) {
    return request(
        key,
        () -> {
          requireCondition(key, draft);
          Map<String, byte[]> sent = parts.getOrDefault(key, Map.of());
          if (!sent.keySet().containsAll(ids)) {
            throw new RefusedException(400, Refusal.PARTS_GONE);
          }
          ByteArrayOutputStream whole = new ByteArrayOutputStream();
          ids.forEach(id -> whole.writeBytes(sent.get(id)));
          return set(key, whole.toByteArray(), draft);
        });
  }

  @Override
  public synchronized void abort(String key, String upload) {
    parts.getOrDefault(key, new HashMap<>()).keySet().removeIf(id -> id.startsWith(upload));
  }

  /** How many parts there are of objects that were not made. */
  synchronized int partsLeft() {
    return parts.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public ObjectCopy copy(String source, String etag, String target) {
    boolean underWay = isUnderWay();
    return request(
        source,
        () -> {
          FakeObject object = require(source, etag);
          StoredObject copy = set(target, object.bytes(), object.draft());
          return underWay ? ObjectCopy.pending(() -> ask(target)) : ObjectCopy.made(copy);
        });
  }

  private ObjectCopy ask(String target) {
    questions.countDown();
    return isUnderWay()
        ? ObjectCopy.pending(() -> ask(target))
        : request(target, () -> ObjectCopy.made(told(require(target, null))));
  }

  private synchronized boolean isUnderWay() {
    return !faults.isEmpty()
        && faults.get(0) == Fault.UNDER_WAY
        && faults.remove(0) == Fault.UNDER_WAY;
  }

  /** Counted down by each question how far a copy is. */
  void count(CountDownLatch expected) {
    questions = expected;
  }

  /** How often the client was closed. */
  int closes() {
    return closes.get();
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }

  @Override
  public void delete(String key, Optional<String> etag) {
    Object unused =
        request(
            key,
            () -> {
              FakeObject object = require(key, etag.orElse(null));
              objects.remove(key);
              return object;
            });
  }

  @Override
  public KeyPages.Answer list(ObjectQuery query) {
    return request("", () -> page(query));
  }

  private KeyPages.Answer page(ObjectQuery query) {
    return delimits ? folded(query) : flat(query);
  }

  private KeyPages.Answer flat(ObjectQuery query) {
    String after = query.token().or(query::start).orElse("");
    List<KeyPage.Found> found =
        objects.tailMap(after, false).entrySet().stream()
            .filter(each -> each.getKey().startsWith(query.below()))
            .limit(query.size() + 1L)
            .map(each -> ObjectFileStore.found(each.getKey(), told(each.getValue()), METADATA))
            .toList();
    boolean more = found.size() > query.size();
    List<KeyPage.Found> page = more ? found.subList(0, query.size()) : found;
    return KeyPages.Answer.after(new KeyPage(page, List.of()), more);
  }

  private KeyPages.Answer folded(ObjectQuery query) {
    List<KeyPage.Found> found = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = query.token().orElse("");
    for (Map.Entry<String, FakeObject> each : objects.entrySet()) {
      String name = name(each.getKey(), query);
      if (!name.startsWith(query.below()) || FilePath.compareUtf8(name, last) <= 0) {
        continue;
      }
      if (found.size() + prefixes.size() == query.size()) {
        return KeyPages.Answer.of(new KeyPage(found, prefixes), last);
      }
      last = name;
      if (name.equals(each.getKey())) {
        found.add(ObjectFileStore.found(name, told(each.getValue()), METADATA));
      } else {
        prefixes.add(name);
      }
    }
    return KeyPages.Answer.of(new KeyPage(found, prefixes), null);
  }

  private static String name(String key, ObjectQuery query) {
    int slash = query.recursive() ? -1 : key.indexOf('/', query.below().length());
    return slash < 0 || !key.startsWith(query.below()) ? key : key.substring(0, slash + 1);
  }

  @Override
  public Refusal refusal(RuntimeException failure) {
    return failure instanceof RefusedException refused ? refused.refusal : Refusal.OTHER;
  }

  @Override
  public RuntimeException translate(ErrorContext context, RuntimeException failure) {
    return failure instanceof RefusedException refused
        ? StatusErrors.of(context, "memory", refused.status, "status " + refused.status, failure)
        : new ConnectionErrors(ConnectionHints.of("memory")).of(context, failure);
  }

  @Override
  public boolean isTransient(RuntimeException failure) {
    return ConnectionErrors.isTransient(failure);
  }
}
