package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ActorTest {
  private static final List<String> NAMES = IntStream.range(0, 64).mapToObj(i -> "f" + i).toList();

  /** Who called, on how many threads. */
  private static class ActorsFileStore extends ForwardingFileStore {
    final Set<String> actors = ConcurrentHashMap.newKeySet();
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch two = new CountDownLatch(2);

    ActorsFileStore(FileStore delegate) {
      super(delegate);
    }

    /** Returns when two threads have called, so that it is certain that more than one does. */
    void note() {
      actors.add(Actor.current().orElse("nobody"));
      if (threads.add(Thread.currentThread())) {
        two.countDown();
      }
    }

    private void noteAndMeet() {
      note();
      try {
        two.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      noteAndMeet();
      return super.write(path, content, options);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      noteAndMeet();
      return super.read(path, options);
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      note();
      return super.stat(path);
    }

    @Override
    public Stream<Entry> list(FilePath directory, ListOptions options) {
      note();
      return super.list(directory, options);
    }

    @Override
    public void deleteFiles(Collection<FilePath> paths) {
      note();
      super.deleteFiles(paths);
    }

    @Override
    public void deleteDirectory(FilePath directory) {
      note();
      super.deleteDirectory(directory);
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(super.capabilities().supported(), Long.MAX_VALUE, 32);
    }
  }

  private final FileStore inner = new InMemoryFileStore();
  private final ActorsFileStore store = new ActorsFileStore(inner);

  @Test
  void anActorIsThereForOneAction() {
    assertThat(Actor.current()).isEmpty();
    String seen =
        Actor.as(
            "ada",
            () -> {
              Actor.as("bob", () -> assertThat(Actor.current()).contains("bob"));
              return Actor.current().orElseThrow();
            });
    assertThat(seen).isEqualTo("ada");
    assertThat(Actor.current()).isEmpty();
  }

  @Test
  void anActorEndsWithAnActionThatFails() {
    assertThatThrownBy(
            () ->
                Actor.as(
                    "ada",
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(Actor.current()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\u0000"})
  void aNameThatNoLineCanHoldIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Actor.as(name, () -> {}));
  }

  @Test
  void allThreadsOfACallHaveItsActor() {
    Map<String, byte[]> files = new HashMap<>();
    NAMES.forEach(name -> files.put(name, new byte[1]));
    Actor.as("ada", () -> store.writeAll(files));
    assertThat(store.actors).containsExactly("ada");
    assertThat(store.threads).hasSizeGreaterThan(1);
  }

  @Test
  void aStreamThatIsTakenElsewhereHasTheActorOfItsCall() {
    NAMES.forEach(name -> inner.write(name, name));
    try (Stream<byte[]> files = Actor.as("ada", () -> store.readAll(NAMES))) {
      Actor.as("bob", () -> assertThat(files).hasSize(NAMES.size()));
    }
    assertThat(store.actors).containsExactly("ada");
    assertThat(store.threads).hasSizeGreaterThan(1);
  }

  @Test
  void aThreadThatIsUsedAgainHasNoActorOfTheCallBefore() {
    Map<String, byte[]> files = new HashMap<>();
    NAMES.forEach(name -> files.put(name, new byte[1]));
    Actor.as("ada", () -> store.writeAll(files));
    store.actors.clear();
    store.writeAll(files);
    assertThat(store.actors).containsExactly("nobody");
  }

  @Test
  void theNameOfAViewsDirectoryNamesNobody() {
    store.scoped("users/ada").exists("a");
    assertThat(store.actors).containsExactly("nobody");
  }

  /** The calls that work on many files; what they give is taken by somebody else, elsewhere. */
  private enum BulkCall {
    READ_ALL,
    READ_ALL_PRESENT,
    WRITE_ALL,
    WALK,
    ENTRIES,
    DELETE_ALL,
    CLEAR;

    private Stream<?> on(FileStore store) {
      return switch (this) {
        case READ_ALL -> store.readAll(NAMES);
        case READ_ALL_PRESENT -> store.readAllPresent(NAMES);
        case WALK -> store.walk("");
        case ENTRIES -> store.entries("", ListOptions.DEFAULTS.recursive());
        default -> {
          change(store);
          yield Stream.empty();
        }
      };
    }

    private void change(FileStore store) {
      if (this == WRITE_ALL) {
        Map<String, byte[]> files = new HashMap<>();
        NAMES.forEach(name -> files.put(name, new byte[1]));
        store.writeAll(files);
      } else if (this == DELETE_ALL) {
        store.deleteAll(NAMES);
      } else {
        store.clear();
      }
    }

    /** Begins the call here and takes its stream on a thread of somebody else. */
    void run(FileStore store) throws InterruptedException {
      try (Stream<?> given = on(store)) {
        Thread other = new Thread(() -> Actor.as("bob", () -> given.forEach(one -> {})));
        other.start();
        other.join();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCallOnManyFilesHasItsActorToItsEnd(BulkCall call) {
    NAMES.forEach(name -> inner.write(name, name));
    Actor.as(
        "ada",
        () -> {
          try {
            call.run(store);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(store.actors).containsExactly("ada");
  }

  @ParameterizedTest
  @EnumSource
  void everyCallOnManyFilesCarriesATraceAndADeadlineToItsEnd(BulkCall call) throws Exception {
    ThreadLocal<String> carried = new ThreadLocal<>();
    CallContext.propagate(
        () -> {
          String value = carried.get();
          return () -> {
            String before = carried.get();
            carried.set(value);
            return () -> carried.set(before);
          };
        });
    NAMES.forEach(name -> inner.write(name, name));
    Set<String> seen = ConcurrentHashMap.newKeySet();
    ActorsFileStore watched =
        new ActorsFileStore(inner) {
          @Override
          void note() {
            super.note();
            seen.add(String.valueOf(carried.get()));
          }
        };
    carried.set("of this call");
    call.run(watched);
    assertThat(seen).containsExactly("of this call");
  }

  @Test
  void whatIsCarriedIsOnTheThreadWhileTheActionRuns() {
    ThreadLocal<String> trace = new ThreadLocal<>();
    CallContext.propagate(
        () -> {
          String value = trace.get();
          Supplier<CallContext.Scope> put =
              () -> {
                String before = trace.get();
                trace.set(value);
                return () -> trace.set(before);
              };
          return put;
        });
    trace.set("one");
    CallContext context = CallContext.capture();
    trace.set("two");
    List<String> seen = new ArrayList<>();
    context.run(() -> seen.add(trace.get()));
    seen.add(trace.get());
    assertThat(seen).containsExactly("one", "two");
  }
}
