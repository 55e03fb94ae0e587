package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What layers that change nothing cost: no object. */
final class PassingThroughTest {
  private static final int CALLS = 5_000;
  private static final FilePath PATH = FilePath.of("a");
  private static final List<FilePath> PATHS = List.of(PATH);
  private static final FileInfo INFO =
      new FileInfo(PATH, 0, java.time.Instant.EPOCH, "e", Optional.empty(), Map.of());

  /** Answers without making anything. */
  private static final class Ready implements FileStore {
    private final Optional<FileInfo> info = Optional.of(INFO);
    private final OpenedFile file = new OpenedFile(INFO, InputStream.nullInputStream());
    private final Stream<Entry> entries = Stream.empty();
    private final Capabilities capabilities = new Capabilities(Set.of(), Long.MAX_VALUE, 1);

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      return INFO;
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      return file;
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      return info;
    }

    @Override
    public Stream<Entry> list(FilePath directory, ListOptions options) {
      return entries;
    }

    @Override
    public void deleteFiles(Collection<FilePath> paths) {}

    @Override
    public void deleteFile(FilePath path, DeleteOptions options) {}

    @Override
    public void deleteDirectory(FilePath directory) {}

    @Override
    public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
      return INFO;
    }

    @Override
    public FileInfo move(FilePath source, FilePath target) {
      return INFO;
    }

    @Override
    public Capabilities capabilities() {
      return capabilities;
    }

    @Override
    public String name() {
      return "ready";
    }

    @Override
    public void close() {}
  }

  private static void callEverything(FileStore store, Content content) {
    Object unused = store.write(PATH, content, WriteOptions.DEFAULTS);
    unused = store.read(PATH, ReadOptions.DEFAULTS);
    unused = store.stat(PATH);
    unused = store.list(PATH, ListOptions.DEFAULTS);
    store.deleteFiles(PATHS);
    store.deleteFile(PATH, DeleteOptions.DEFAULTS);
    store.deleteDirectory(PATH);
    unused = store.copy(PATH, PATH);
    unused = store.move(PATH, PATH);
    unused = store.capabilities();
  }

  private static long allocated(Consumer<FileStore> calls, FileStore store) {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long before = threads.getCurrentThreadAllocatedBytes();
    calls.accept(store);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void fiveLayersThatChangeNothingAllocateNothing() {
    FileStore layers = new Ready();
    for (int i = 0; i < 5; i++) {
      layers = new ForwardingFileStore(layers) {};
    }
    Content content = Content.of(new byte[0]);
    Consumer<FileStore> calls =
        store -> {
          for (int i = 0; i < CALLS; i++) {
            callEverything(store, content);
          }
        };
    calls.accept(layers);
    // The measuring itself makes an object or two; one for each call would be 16 bytes each.
    assertThat(allocated(calls, layers)).isLessThan(CALLS);
  }
}
