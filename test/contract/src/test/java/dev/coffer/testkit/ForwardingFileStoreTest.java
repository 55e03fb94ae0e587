package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer sees every operation, whatever convenience was called. */
class ForwardingFileStoreTest {
  /** A layer of ten lines. */
  private static final class CountingWrites extends ForwardingFileStore {
    final AtomicInteger writes = new AtomicInteger();

    CountingWrites(FileStore next) {
      super(next);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      writes.incrementAndGet();
      return super.write(path, content, options);
    }
  }

  @Test
  void aLayerOfTenLinesSeesEveryWayToWrite(@TempDir Path directory) throws IOException {
    CountingWrites store = new CountingWrites(new InMemoryFileStore());
    Path file = Files.writeString(directory.resolve("source"), "x");
    store.write("a", "text");
    store.write("a", new byte[1]);
    store.write("a", new byte[1], WriteOptions.DEFAULTS);
    store.write("a", Content.of("x"), WriteOptions.DEFAULTS);
    store.write("a", Files.newInputStream(file));
    store.write("a", file);
    store.write("a", out -> out.write('x'));
    assertThat(store.writes).hasValue(7);
    store.writeAll(Map.of("b", new byte[1], "c", new byte[2]));
    assertThat(store.writes).hasValue(9);
    store.scoped("d").write("a", "x");
    assertThat(store.writes).hasValue(10);
  }

  @Test
  void everyConvenienceRunsOnThePrimitivesOfTheLayer() {
    Map<String, BiConsumer<FileStore, String>> calls = new TreeMap<>(Calls.all());
    calls.put("clear", (store, path) -> store.clear());
    calls.put("check", (store, path) -> store.check(Duration.ofMinutes(1)));
    calls.put("a view's read", (store, path) -> store.scoped("d").readBytes("a"));
    calls.forEach(
        (name, call) -> {
          RecordingFileStore store = new RecordingFileStore(new InMemoryFileStore());
          Samples.fill(store, "a", "source", "d/a");
          store.forget();
          call.accept(store, "a");
          int expected = name.equals("delete") ? 2 : 1;
          assertThat(store.calls()).as(name).hasSize(expected);
        });
  }

  @Test
  void everyConvenienceIsLookedAtHere() {
    Set<String> looked =
        new TreeSet<>(
            List.of("clear", "check", "scoped", "readOnly", "writeOnce", "close", "unwrap"));
    Calls.all().keySet().forEach(name -> looked.add(name.split(" ", 2)[0]));
    Set<String> conveniences = new TreeSet<>();
    Arrays.stream(FileStore.class.getMethods())
        .filter(Method::isDefault)
        .forEach(method -> conveniences.add(method.getName()));
    assertThat(looked).containsAll(conveniences);
  }

  @Test
  void exactlyThePrimitivesAreForwarded() {
    Set<String> primitives = signatures(FileStore.class, true);
    Set<String> forwarded = signatures(ForwardingFileStore.class, false);
    forwarded.removeIf(signature -> signature.startsWith("toString"));
    assertThat(forwarded).isEqualTo(primitives);
  }

  private static Set<String> signatures(Class<?> type, boolean isAbstract) {
    Set<String> signatures = new TreeSet<>();
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && Modifier.isAbstract(method.getModifiers()) == isAbstract
          && !method.isSynthetic()) {
        signatures.add(method.getName() + Arrays.toString(method.getParameterTypes()));
      }
    }
    return signatures;
  }

  @Test
  void aLayerDoesNotPassOnAnAbilityUnasked() {
    FileStore below = new InMemoryFileStore();
    FileStore layer = new ForwardingFileStore(below) {};
    assertThat(layer.unwrap(InMemoryFileStore.class)).isEmpty();
    assertThat(layer.unwrap(ForwardingFileStore.class)).containsSame((ForwardingFileStore) layer);
  }

  @Test
  void closingALayerClosesTheStoreBelow() {
    RecordingFileStore below = new RecordingFileStore(new InMemoryFileStore());
    new ForwardingFileStore(below) {}.close();
    assertThat(below.calls()).containsExactly(RecordedCall.of(Operation.CLOSE));
  }

  @Test
  void namesNest() {
    FileStore store = new FaultyFileStore(new RecordingFileStore(new InMemoryFileStore()));
    assertThat(store).hasToString("Faulty(Recording(Memory(memory)))");
    assertThat(store.scoped("d")).hasToString("Scoped(Faulty(Recording(Memory(memory))), d)");
    assertThat(store.entries("", ListOptions.DEFAULTS)).isEmpty();
  }
}
