package dev.coffer.spring;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.PathPattern;
import dev.coffer.event.ReceiverState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * What an operator asks of the stores: what they consist of, whether receivers of changes are
 * behind, and which changes could not be delivered.
 */
@Endpoint(id = "coffer")
final class CofferEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(CofferEndpoint.class);

  private final ConfigurableListableBeanFactory beans;
  private final Function<String, List<String>> layers;
  private final InstantSource clock;

  /**
   * Creates the endpoint.
   *
   * @param layers the names of the layers of a store, if they are known
   */
  CofferEndpoint(
      ConfigurableListableBeanFactory beans,
      Function<String, List<String>> layers,
      InstantSource clock) {
    this.beans = beans;
    this.layers = layers;
    this.clock = clock;
  }

  /** A part of an answer, or why it is missing. */
  private record Part<T>(@Nullable T value, @Nullable String error) {
    /** Tries to get it: one that fails does not hide the others. */
    static <T> Part<T> of(String store, Supplier<@Nullable T> supplier) {
      try {
        return new Part<>(supplier.get(), null);
      } catch (RuntimeException e) {
        LOG.warn("the store {} cannot be shown whole", store, e);
        String kind = e.getClass().getSimpleName();
        return new Part<>(
            null, e instanceof FileStoreException failure ? kind + ": " + failure.hint() : kind);
      }
    }
  }

  /** All stores by the names of their beans. */
  record Stores(Map<String, Store> stores) {}

  /**
   * A store; one that nobody has used yet is not opened to be shown. What fails is missing, and the
   * error says why.
   */
  record Store(
      boolean opened,
      @Nullable String name,
      List<String> layers,
      @Nullable List<Deliveries> receivers,
      @Nullable String error) {}

  /** How far a receiver is. */
  record Deliveries(
      String receiver,
      long pending,
      @Nullable Instant oldest,
      @Nullable Duration lag,
      long dead,
      long dropped,
      @Nullable String lastAnswer) {}

  /**
   * A store with the changes that could not be delivered; nothing is known of one not opened, or if
   * there is an error.
   */
  record Details(Store store, @Nullable List<Undelivered> deadLetters, @Nullable String error) {}

  /** A change that could not be delivered. */
  record Undelivered(
      String receiver,
      String id,
      String type,
      String path,
      Instant time,
      int attempts,
      String reason) {}

  /** How many changes are delivered again. */
  record Replayed(int events) {}

  @ReadOperation
  Stores stores() {
    Map<String, Store> stores = new LinkedHashMap<>();
    for (String name : beans.getBeanNamesForType(FileStore.class, true, false)) {
      stores.put(name, store(name));
    }
    return new Stores(stores);
  }

  @ReadOperation
  @Nullable Details store(@Selector String store, @Nullable Integer limit) {
    if (!isStore(store)) {
      return null;
    }
    if (limit != null && limit < 0) {
      String reason = "limit is negative";
      throw new InvalidEndpointRequestException(reason, reason);
    }
    long most = limit == null ? 100 : limit;
    Part<List<Undelivered>> letters =
        Part.of(store, () -> opened(store).map(opened -> deadLetters(opened, most)).orElse(null));
    return new Details(store(store), letters.value(), letters.error());
  }

  private static List<Undelivered> deadLetters(FileStore store, long most) {
    return log(store).stream()
        .flatMap(log -> log.deadLetters().stream())
        .limit(most)
        .map(CofferEndpoint::undelivered)
        .toList();
  }

  /**
   * Delivers again: what could not be delivered, or with a time everything since then. A store that
   * nobody has used yet is opened: its dead letters are those of an earlier process.
   *
   * @param store the name of the bean
   * @param pattern of the paths; all if it is missing
   * @param since from when on all changes are delivered again, to all receivers
   */
  @WriteOperation
  @Nullable Replayed replay(
      @Selector String store, @Nullable String pattern, @Nullable Instant since) {
    if (!isStore(store)) {
      return null;
    }
    PathPattern paths = paths(pattern == null ? "**" : pattern);
    return new Replayed(
        log(beans.getBean(store, FileStore.class))
            .map(log -> since == null ? log.replayDead(paths) : log.replay(since, paths))
            .orElse(0));
  }

  private static PathPattern paths(String pattern) {
    try {
      return PathPattern.of(pattern);
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      throw new InvalidEndpointRequestException(reason, reason, e);
    }
  }

  private boolean isStore(String name) {
    return beans.containsBean(name) && beans.isTypeMatch(name, FileStore.class);
  }

  private Optional<FileStore> opened(String name) {
    return beans.containsSingleton(name)
        ? Optional.of(beans.getBean(name, FileStore.class))
        : Optional.empty();
  }

  private static Optional<FileEventLog> log(FileStore store) {
    return store.unwrap(FileEventLog.class);
  }

  private Store store(String name) {
    Part<FileStore> store = Part.of(name, () -> opened(name).orElse(null));
    FileStore opened = store.value();
    if (opened == null) {
      return new Store(false, null, layers.apply(name), List.of(), store.error());
    }
    Part<List<Deliveries>> receivers = Part.of(name, () -> receivers(opened));
    return new Store(true, opened.name(), layers.apply(name), receivers.value(), receivers.error());
  }

  private List<Deliveries> receivers(FileStore store) {
    return log(store).stream()
        .flatMap(log -> log.receivers().stream())
        .map(this::deliveries)
        .toList();
  }

  private Deliveries deliveries(ReceiverState state) {
    return new Deliveries(
        state.receiver(),
        state.pending(),
        state.oldest().orElse(null),
        state.oldest().map(oldest -> Duration.between(oldest, clock.instant())).orElse(null),
        state.dead(),
        state.dropped(),
        state.lastAnswer().orElse(null));
  }

  private static Undelivered undelivered(DeadLetter letter) {
    return new Undelivered(
        letter.receiver(),
        letter.event().id().toString(),
        letter.event().type().name(),
        letter.event().path().toString(),
        letter.event().time(),
        letter.attempts(),
        letter.reason());
  }
}
