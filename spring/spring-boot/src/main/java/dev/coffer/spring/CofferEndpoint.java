package dev.coffer.spring;

import dev.coffer.FileStore;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventLog;
import dev.coffer.event.PathPattern;
import dev.coffer.event.ReceiverState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final ConfigurableListableBeanFactory beans;
  private final ConfiguredStores configured;
  private final InstantSource clock;

  CofferEndpoint(
      ConfigurableListableBeanFactory beans, ConfiguredStores configured, InstantSource clock) {
    this.beans = beans;
    this.configured = configured;
    this.clock = clock;
  }

  /** All stores by the names of their beans. */
  record Stores(Map<String, Store> stores) {}

  /** A store; one that nobody has used yet is not opened to be shown. */
  record Store(
      boolean opened, @Nullable String name, List<String> layers, List<Deliveries> receivers) {}

  /** How far a receiver is. */
  record Deliveries(
      String receiver,
      long pending,
      @Nullable Instant oldest,
      @Nullable Duration lag,
      long dead,
      long dropped,
      @Nullable String lastAnswer) {}

  /** A store with the changes that could not be delivered; nothing is known of one not opened. */
  record Details(Store store, @Nullable List<Undelivered> deadLetters) {}

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
    return new Details(
        store(store), opened(store).map(opened -> deadLetters(opened, most)).orElse(null));
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

  private static Optional<EventLog> log(FileStore store) {
    return store.unwrap(EventLog.class);
  }

  private Store store(String name) {
    Optional<FileStore> store = opened(name);
    return new Store(
        store.isPresent(),
        store.map(FileStore::name).orElse(null),
        configured.layers(name),
        store.flatMap(CofferEndpoint::log).stream()
            .flatMap(log -> log.receivers().stream())
            .map(this::deliveries)
            .toList());
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
