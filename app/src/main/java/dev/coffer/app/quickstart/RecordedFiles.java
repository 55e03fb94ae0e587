package dev.coffer.app.quickstart;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Files to store.
 *
 * @param name what to call them
 * @param listing gives them again with each call
 */
public record RecordedFiles(String name, Listing listing) {
  /** Gives the files. */
  @FunctionalInterface
  public interface Listing {
    /**
     * Lists the files.
     *
     * @param taker gets one after the other
     */
    void files(Consumer<Item> taker);
  }

  /**
   * One file.
   *
   * @param name its name below the source, with {@code /} between directories; any text
   * @param content its bytes, repeatable
   */
  public record Item(String name, Supply content) {
    /** The path that the name is in a store; nothing where a store refuses it. */
    Optional<FilePath> path() {
      try {
        return Optional.of(FilePath.ofFile(name));
      } catch (InvalidFilePathException e) {
        return Optional.empty();
      }
    }
  }

  /** Opens a file's bytes only when they are needed. */
  @FunctionalInterface
  public interface Supply {
    /**
     * The bytes.
     *
     * @return repeatable
     */
    Content get();
  }

  /**
   * The regular files below a directory; no link is followed. A conversation that was recorded into
   * one file of the directory itself comes as one file an event, unless there are sessions already.
   *
   * @param directory an existing directory, no link
   * @param except a directory that is left out, also when it is below the other
   * @return its files, in no order
   */
  public static RecordedFiles folder(Path directory, Path except) {
    return new RecordedFiles(directory.toString(), taker -> walk(directory, except, taker));
  }

  private static void walk(Path directory, Path except, Consumer<Item> taker) {
    boolean recordings = !Files.exists(directory.resolve("sessions"));
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(file -> !file.startsWith(except))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(
              file -> {
                boolean own = recordings && directory.equals(file.getParent());
                recording(file, own)
                    .ifPresentOrElse(
                        recording -> recording.files(taker),
                        () ->
                            taker.accept(
                                new Item(nameBelow(directory, file), () -> Content.of(file))));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of two files with the name of one conversation one is a recording. */
  private static Optional<Recording> recording(Path file, boolean possible) {
    String name = file.toString();
    boolean second =
        name.endsWith(".jsonl") && Files.exists(Path.of(name.substring(0, name.length() - 1)));
    return possible && !second ? Recording.of(file) : Optional.empty();
  }

  private static String nameBelow(Path directory, Path file) {
    String separator = directory.getFileSystem().getSeparator();
    return directory.relativize(file).toString().replace(separator, "/");
  }

  /**
   * A few small files for a machine that has none at hand.
   *
   * @return the same with each call
   */
  public static RecordedFiles samples() {
    Map<String, String> samples = new LinkedHashMap<>();
    samples.put("readme.txt", "Whole files, addressed by paths, on any back end.\n");
    samples.put("users/ada/settings.json", "{\"theme\":\"dark\",\"language\":\"en\"}\n");
    samples.put("users/grace/settings.json", "{\"theme\":\"light\",\"language\":\"fr\"}\n");
    samples.put("users/grace/notes/día 1 ☀.txt", "Names are kept as they are.\n");
    samples.put("numbers.csv", "n,square\n1,1\n2,4\n3,9\n".repeat(2000));
    return new RecordedFiles(
        "built-in samples",
        taker ->
            samples.forEach((path, text) -> taker.accept(new Item(path, () -> Content.of(text)))));
  }
}
