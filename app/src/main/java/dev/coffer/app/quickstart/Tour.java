package dev.coffer.app.quickstart;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores real files in a local store, lists them, shows what is refused, and reads all back.
 *
 * <p>It ends with an error when anything is not as it should be. The store stays for the user to
 * look at.
 */
public final class Tour {
  private static final String OUTSIDE = "../../etc/passwd";

  private final Path folder;
  private final Consumer<String> out;
  private final Consumer<String> warnings;
  private @Nullable FilePath first;

  /** The store did not do what it promises. */
  public static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  /**
   * Prepares a tour.
   *
   * @param folder where the store will be; empty or absent
   * @param out takes the lines of the report
   * @param warnings takes what was left out
   */
  public Tour(Path folder, Consumer<String> out, Consumer<String> warnings) {
    this.folder = folder;
    this.out = out;
    this.warnings = warnings;
  }

  /**
   * Goes through all of it.
   *
   * @param source the files
   * @throws FailedException when a promise is broken
   * @throws FileStoreException when the store fails
   */
  public void run(RecordedFiles source) {
    String uri = uri(folder);
    out.accept("A local store in " + folder);
    try (FileStore store = FileStores.open(uri)) {
      out.accept("Storing " + source.name());
      store(source, store);
      out.accept("Listing");
      list(store);
      new Conversations(store, out).tell();
      out.accept("Refusing");
      refuse(() -> store.readBytes(OUTSIDE), InvalidFilePathException.class);
      refuse(() -> createAgain(store), ConflictException.class);
      out.accept("Reading back");
      verify(source, store);
    }
    out.accept("The same in Java");
    code().lines().forEach(line -> out.accept("  " + line));
    out.accept("Look around:  ./coffer --store " + uri + " ls -r -l");
    out.accept("Remove it:    rm -r " + folder);
  }

  /** Encoded, since the path of a URI is decoded. */
  private static String uri(Path folder) {
    String path = folder.toUri().getRawPath();
    return "file:" + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private void store(RecordedFiles source, FileStore store) {
    Throughput pace = new Throughput();
    eachFile(
        source,
        (path, content) -> {
          first = first == null ? path : first;
          pace.add(store.write(path, content, WriteOptions.DEFAULTS).size());
        },
        name -> warnings.accept("left out, no name for a store: " + name));
    if (first == null) {
      throw new FailedException(source.name() + " holds no files");
    }
    out.accept("  stored " + pace);
  }

  private void list(FileStore store) {
    try (Stream<FileInfo> files = store.walk("")) {
      new IndentedTree(out).draw(files.iterator());
    }
  }

  /** Runs what a store must refuse and shows how it does. */
  private void refuse(Runnable call, Class<? extends FileStoreException> kind) {
    try {
      call.run();
    } catch (FileStoreException e) {
      if (kind.isInstance(e)) {
        out.accept("  " + e.getMessage());
        return;
      }
      throw e;
    }
    throw new FailedException("this should have been refused with " + kind.getSimpleName());
  }

  private void createAgain(FileStore store) {
    byte[] other = "another content".getBytes(StandardCharsets.UTF_8);
    store.write(String.valueOf(first), other, WriteOptions.DEFAULTS.ifAbsent());
  }

  private void verify(RecordedFiles source, FileStore store) {
    Throughput pace = new Throughput();
    eachFile(source, (path, content) -> pace.add(compare(path, content, store)), name -> {});
    out.accept("  equal, byte for byte: " + pace);
  }

  private static long compare(FilePath path, Content expected, FileStore store) {
    try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS)) {
      Comparison comparison = new Comparison(file.stream());
      expected.writeTo(comparison);
      if (!comparison.isEqual()) {
        throw new FailedException(path + " is not what was stored, or its source has changed");
      }
      return file.info().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Step {
    void take(FilePath path, Content content);
  }

  private static void eachFile(RecordedFiles source, Step step, Consumer<String> refused) {
    source
        .listing()
        .files(
            file ->
                file.path()
                    .ifPresentOrElse(
                        path -> step.take(path, file.content().get()),
                        () -> refused.accept(file.name())));
  }

  /** The source of a program that does the same. */
  static String code() {
    try (InputStream in = Tour.class.getResourceAsStream("FirstSteps.java")) {
      if (in == null) {
        throw new IllegalStateException("FirstSteps.java is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
