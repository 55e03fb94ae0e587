package dev.coffer.benchmarks.jmh;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Write without a sync, read, stat and list, each beside the plain calls. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class Calls {
  private static final int FILES = 100;

  /** The directory of the files. */
  @Param({"flat", "three/levels/down"})
  public String directory;

  private final byte[] bytes = new byte[1024];
  private Path root;
  private FileStore store;
  private String file;
  private Path path;

  /**
   * Makes the files.
   *
   * @throws IOException when it cannot
   */
  @Setup
  public void open() throws IOException {
    root = Files.createTempDirectory(Path.of("").toAbsolutePath(), "jmh");
    store = new LocalFileStore(root, Durability.NONE);
    for (int i = 0; i < FILES; i++) {
      store.write(directory + "/" + i, bytes);
    }
    file = directory + "/7";
    path = root.resolve(file);
  }

  /**
   * Deletes them.
   *
   * @throws IOException when it cannot
   */
  @TearDown
  public void close() throws IOException {
    store.close();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /**
   * Replaces a file.
   *
   * @return what was written
   */
  @Benchmark
  public FileInfo write() {
    return store.write(file, bytes);
  }

  /**
   * Replaces a file by hand.
   *
   * @return its path
   * @throws IOException when it cannot
   */
  @Benchmark
  public Path writeRaw() throws IOException {
    Path staged = path.resolveSibling(".tmp");
    try (FileChannel channel = FileChannel.open(staged, CREATE_NEW, WRITE)) {
      channel.write(ByteBuffer.wrap(bytes));
    }
    return Files.move(staged, path, ATOMIC_MOVE);
  }

  /**
   * Reads a file.
   *
   * @return its content
   */
  @Benchmark
  public byte[] read() {
    return store.readBytes(file);
  }

  /**
   * Reads a file by hand.
   *
   * @return its content
   * @throws IOException when it cannot
   */
  @Benchmark
  public byte[] readRaw() throws IOException {
    return Files.readAllBytes(root.resolve(file));
  }

  /**
   * Looks at a file.
   *
   * @return what is known of it
   */
  @Benchmark
  public Optional<FileInfo> stat() {
    return store.stat(file);
  }

  /**
   * Looks at a file by hand.
   *
   * @return its attributes
   * @throws IOException when it cannot
   */
  @Benchmark
  public BasicFileAttributes statRaw() throws IOException {
    return Files.readAttributes(root.resolve(file), BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  /**
   * Lists the directory.
   *
   * @return its children
   */
  @Benchmark
  public List<String> list() {
    return store.list(directory);
  }

  /**
   * Lists the directory by hand, with types and in order.
   *
   * @return its children
   * @throws IOException when it cannot
   */
  @Benchmark
  public List<String> listRaw() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(directory))) {
      for (Path child : children) {
        boolean isDirectory =
            Files.readAttributes(child, BasicFileAttributes.class, NOFOLLOW_LINKS).isDirectory();
        String name = directory + "/" + child.getFileName();
        names.add(isDirectory ? name + "/" : name);
      }
    }
    names.sort(null);
    return names;
  }
}
