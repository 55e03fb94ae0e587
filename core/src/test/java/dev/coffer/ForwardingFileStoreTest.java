package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ForwardingFileStoreTest {
  /** Writes down each primitive. */
  private static final class NotingFileStore extends ForwardingFileStore {
    private final Collection<String> calls = new ConcurrentLinkedQueue<>();

    NotingFileStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      calls.add("write " + path);
      return super.write(path, content, options);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      calls.add("read " + path);
      return super.read(path, options);
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      calls.add("stat " + path);
      return super.stat(path);
    }

    @Override
    public Stream<Entry> list(FilePath directory, ListOptions options) {
      calls.add("list " + directory);
      return super.list(directory, options);
    }

    @Override
    public void deleteFiles(Collection<FilePath> paths) {
      calls.add("deleteFiles " + paths);
      super.deleteFiles(paths);
    }

    @Override
    public void deleteFile(FilePath path, DeleteOptions options) {
      calls.add("deleteFile " + path);
      super.deleteFile(path, options);
    }

    @Override
    public void deleteDirectory(FilePath directory) {
      calls.add("deleteDirectory " + directory);
      super.deleteDirectory(directory);
    }
  }

  private final NotingFileStore store = new NotingFileStore();

  @Test
  void itDeclaresExactlyThePrimitives() {
    List<String> primitives =
        Arrays.stream(FileStore.class.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .map(ForwardingFileStoreTest::signature)
            .toList();
    List<String> forwarded =
        Arrays.stream(ForwardingFileStore.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .map(ForwardingFileStoreTest::signature)
            .filter(signature -> !signature.startsWith("toString"))
            .toList();
    assertThat(forwarded).containsExactlyInAnyOrderElementsOf(primitives);
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }

  @Test
  void aLayerSeesWhatTheConveniencesDo() {
    store.write("d/a", "1");
    store.readString("d/a");
    store.exists("d/a");
    store.list("d");
    store.delete("d");
    store.deleteFile("a");
    store.deleteFile("a", DeleteOptions.DEFAULTS);
    assertThat(store.calls)
        .containsExactly(
            "write d/a",
            "read d/a",
            "stat d/a",
            "list d",
            "deleteFiles [d]",
            "deleteDirectory d",
            "deleteFiles [a]",
            "deleteFile a");
  }

  @Test
  void aLayerSeesEachFileOfBulkCallsAndOfViews() {
    store.writeAll(Map.of("a", new byte[1], "b", new byte[1]));
    store.scoped("d").write("c", "1");
    assertThat(store.calls).containsExactlyInAnyOrder("write a", "write b", "write d/c");
    store.calls.clear();
    assertThat(store.readAll(List.of("a", "b", "d/c"))).hasSize(3);
    assertThat(store.calls).containsExactlyInAnyOrder("read a", "read b", "read d/c");
  }

  @Test
  void closingTheLayerClosesTheStoreBelow() {
    InMemoryFileStore below = new InMemoryFileStore();
    FileStore layer = new ForwardingFileStore(below) {};
    layer.close();
    assertThat(catchIllegalState(() -> below.stat("a"))).isTrue();
  }

  private static boolean catchIllegalState(Runnable call) {
    try {
      call.run();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Test
  void itsTextIsTheNestOfLayers() {
    assertThat(store).hasToString("Noting(Memory(memory))");
  }

  @Test
  void messagesNameTheStoreBelowInOneWay() {
    FileStore named = InMemoryFileStore.shared("forwarded", Long.MAX_VALUE);
    FileStore layers = new ForwardingFileStore(new ForwardingFileStore(named) {}) {};
    for (FileStore one : List.of(named, layers, layers.scoped("d"), layers.readOnly())) {
      assertThat(one.name()).isEqualTo("memory:forwarded");
      String here = " on memory:forwarded: ";
      assertThatThrownBy(() -> one.readString("a")).hasMessageContaining(here);
      assertThatThrownBy(() -> one.readString("..")).hasMessageContaining(here);
      assertThatThrownBy(() -> one.readString("")).hasMessageContaining(here);
      assertThatThrownBy(() -> one.delete("")).hasMessageContaining(here);
      assertThatThrownBy(() -> one.readAll(List.of("a")).toList()).hasMessageContaining(here);
    }
    assertThatThrownBy(() -> layers.readOnly().write("a", "x"))
        .hasMessageContaining(" on memory:forwarded: ");
  }

  @Test
  void anAbilityOfTheStoreBelowIsNotPassedOn() {
    assertThat(store.unwrap(InMemoryFileStore.class)).isEmpty();
    assertThat(store.unwrap(NotingFileStore.class)).containsSame(store);
  }
}
