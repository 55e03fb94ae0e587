package dev.coffer.app;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.ReadOptions;
import dev.coffer.versioning.FileHistory;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The current file of a path and its versions, and what a user calls them. */
final class Revisions {
  /** The word for the current file. */
  static final String CURRENT = "current";

  /**
   * The current file or a version.
   *
   * @param name what it is called: an id, or {@link #CURRENT}
   * @param content opens it, each time anew
   */
  record Revision(
      FilePath path, String name, Instant time, long size, Supplier<InputStream> content) {
    InputStream open() {
      return content.get();
    }
  }

  private static final Pattern NUMBER = Pattern.compile("-[1-9][0-9]{0,8}");
  private static final int MOST_TOLD = 10;

  private final FilePath path;
  private final FileStore store;
  private final FileVersions versions;
  private final Optional<FileInfo> current;

  private Revisions(FilePath path, FileStore store, FileVersions versions) {
    this.path = path;
    this.store = store;
    this.versions = versions;
    // The current file first: if it is replaced after that, it is among the versions.
    this.current = store.stat(path);
  }

  static Revisions of(FilePath path, FileStore store, FileVersions versions) {
    return new Revisions(path, store, versions);
  }

  Optional<FileInfo> current() {
    return current;
  }

  /** The versions and deletions, the newest first, found while they are read; to be closed. */
  Stream<FileVersion> earlier() {
    return versions.newestFirst(path.toString());
  }

  private <T> T earlier(Function<Stream<FileVersion>, T> reading) {
    try (Stream<FileVersion> newestFirst = earlier()) {
      return reading.apply(newestFirst);
    }
  }

  private <T> T contents(Function<Stream<FileVersion>, T> reading) {
    return earlier(all -> reading.apply(all.filter(version -> !version.deleteMarker())));
  }

  FileHistory history() {
    return new FileHistory(path, current, earlier(Stream::toList));
  }

  /** The newest version that has content. */
  Optional<FileVersion> newest() {
    return contents(Stream::findFirst);
  }

  /** When the file was deleted, if it is, and that was marked. */
  Optional<Instant> deletionTime() {
    return current.isPresent()
        ? Optional.empty()
        : earlier(Stream::findFirst).filter(FileVersion::deleteMarker).map(FileVersion::time);
  }

  boolean isEmpty() {
    return current.isEmpty() && earlier(Stream::findFirst).isEmpty();
  }

  /**
   * Returns the version that a word names: its id, a beginning or an end of it, or {@code -2} for
   * the second before the current file. Deletions do not count.
   *
   * @throws CommandException if it fits several
   * @throws NotFoundException if it fits none
   */
  FileVersion version(String word) {
    return NUMBER.matcher(word).matches() ? before(word) : ofId(word);
  }

  /** Returns the version or the current file that a word names. */
  Revision revision(String word) {
    if (word.equals(CURRENT)) {
      return current.map(this::revision).orElseThrow(this::deleted);
    }
    FileVersion version = version(word);
    String id = version.id();
    return new Revision(
        path, id, version.time(), version.size(), () -> versions.open(path.toString(), id));
  }

  private Revision revision(FileInfo file) {
    return new Revision(
        path,
        CURRENT,
        file.lastModified(),
        file.size(),
        () -> store.open(path.toString(), ReadOptions.DEFAULTS.ifMatch(file.etag())));
  }

  private NotFoundException deleted() {
    return notFound("it is deleted: there is no current file, only versions such as -2 and -1");
  }

  private FileVersion before(String number) {
    long skipped = -1 - Long.parseLong(number);
    return contents(all -> all.skip(skipped).findFirst())
        .orElseThrow(
            () -> notFound("it has " + versions(contents(Stream::count)) + ", so no " + number));
  }

  private static String versions(long count) {
    return Display.count(count, "earlier version", "earlier versions");
  }

  private FileVersion ofId(String word) {
    List<FileVersion> exact = fitting(version -> version.id().equals(word));
    List<FileVersion> found =
        !exact.isEmpty() || word.isEmpty()
            ? exact
            : fitting(version -> version.id().startsWith(word) || version.id().endsWith(word));
    if (found.size() > 1) {
      throw ambiguous(word, found);
    }
    if (found.isEmpty()) {
      throw notFound(reason(word));
    }
    return found.get(0);
  }

  private List<FileVersion> fitting(Predicate<FileVersion> condition) {
    return contents(all -> all.filter(condition).toList());
  }

  private String reason(String word) {
    boolean deletion =
        !word.isEmpty() && earlier(all -> all.anyMatch(version -> version.id().endsWith(word)));
    return deletion
        ? "'" + word + "' is a deletion, which has no content"
        : "there is no version '" + word + "'; coffer versions lists them";
  }

  private CommandException ambiguous(String word, List<FileVersion> found) {
    String some =
        found.stream().limit(MOST_TOLD).map(FileVersion::id).collect(Collectors.joining("\n  "));
    String more = found.size() > MOST_TOLD ? "\n  and " + (found.size() - MOST_TOLD) + " more" : "";
    return new CommandException(
        ExitCode.USAGE, "'" + word + "' names several versions of " + path + ":\n  " + some + more);
  }

  NotFoundException notFound(String hint) {
    return new NotFoundException(
        new ErrorContext("read", path.toString(), store.name()), hint, null);
  }
}
