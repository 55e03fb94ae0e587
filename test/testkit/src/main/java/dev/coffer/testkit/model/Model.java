package dev.coffer.testkit.model;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The expected content of a store: a sorted map of names, as simple as possible. */
final class Model {
  /** A file, with the etag that the store assigned. */
  record File(
      FileBody body, Optional<String> contentType, Map<String, String> metadata, String etag) {}

  /** The order of listings, by the bytes themselves. */
  static final Comparator<String> UTF_8 =
      Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final NavigableMap<String, File> files;
  private final String prefix;
  private final Capabilities capabilities;

  private Model(NavigableMap<String, File> files, String prefix, Capabilities capabilities) {
    this.files = files;
    this.prefix = prefix;
    this.capabilities = capabilities;
  }

  /** Returns an empty model of a store with capabilities. */
  static Model empty(Capabilities capabilities) {
    return new Model(new TreeMap<>(UTF_8), "", capabilities);
  }

  /** Returns the same files as named by a view of a directory. */
  Model scoped(FilePath directory) {
    return new Model(files, below(directory), capabilities);
  }

  boolean has(Capability ability) {
    return capabilities.has(ability);
  }

  @Nullable File get(FilePath path) {
    return files.get(prefix + path);
  }

  /** Returns the current etag, or a text that is no file's etag. */
  String etag(FilePath path) {
    File file = get(path);
    return file == null ? "none" : file.etag;
  }

  /** Returns whether a file of that name would make a name both a file and a directory. */
  boolean isTaken(FilePath path) {
    if (!has(Capability.EXCLUSIVE_NAMES)) {
      return false;
    }
    String name = prefix + path;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      if (files.containsKey(name.substring(0, slash))) {
        return true;
      }
    }
    String next = files.higherKey(name + "/");
    return next != null && next.startsWith(name + "/");
  }

  /**
   * Adds a file that the store reports as stored.
   *
   * @throws Mismatch if the reported information is wrong, or the etag did not change although it
   *     must
   */
  void store(FilePath path, File file, FileInfo actual) {
    File stored = new File(file.body, file.contentType, file.metadata, actual.etag());
    compare(path, stored, actual);
    File before = files.put(prefix + path, stored);
    boolean changes = has(Capability.ETAG_PER_WRITE) || !file.body.equals(body(before));
    if (before != null && changes && before.etag.equals(actual.etag())) {
      throw new Mismatch("the etag of '" + path + "' did not change", null);
    }
  }

  private static @Nullable FileBody body(@Nullable File file) {
    return file == null ? null : file.body;
  }

  /** Compares all information that a store returns about a file. */
  void compare(FilePath path, File file, FileInfo actual) {
    Mismatch.unlessEqual("path", path, actual.path());
    Mismatch.unlessEqual("size of '" + path + "'", (long) file.body.size(), actual.size());
    Mismatch.unlessEqual("etag of '" + path + "'", file.etag, actual.etag());
    Mismatch.unlessEqual("content type of '" + path + "'", file.contentType, actual.contentType());
    Mismatch.unlessEqual("metadata of '" + path + "'", file.metadata, actual.metadata());
  }

  /** Compares an entry of a listing, which may leave out content type and metadata. */
  void compareEntry(Entry entry) {
    if (entry instanceof FileInfo actual) {
      File file = get(actual.path());
      if (file == null) {
        throw new Mismatch("'" + actual.path() + "' is listed and not there", null);
      }
      Optional<String> type = actual.contentType().or(file::contentType);
      Map<String, String> metadata =
          actual.metadata().isEmpty() ? file.metadata : actual.metadata();
      compare(
          actual.path(),
          file,
          new FileInfo(
              actual.path(), actual.size(), actual.lastModified(), actual.etag(), type, metadata));
    }
  }

  void remove(FilePath path) {
    files.remove(prefix + path);
  }

  void removeBelow(FilePath directory) {
    walk(directory).forEach(this::remove);
  }

  /** Returns every file below a directory, in order. */
  List<FilePath> walk(FilePath directory) {
    String below = below(directory);
    List<FilePath> found = new ArrayList<>();
    for (String name : files.tailMap(below, false).keySet()) {
      if (!name.startsWith(below)) {
        break;
      }
      found.add(FilePath.of(name.substring(prefix.length())));
    }
    return found;
  }

  /** Returns the direct children of a directory, as named by a listing. */
  List<String> list(FilePath directory) {
    int start = directory.isRoot() ? 0 : directory.toString().length() + 1;
    return walk(directory).stream()
        .map(FilePath::toString)
        .map(name -> name.substring(0, endOfChild(name, start)))
        .distinct()
        .sorted(UTF_8)
        .toList();
  }

  private static int endOfChild(String name, int start) {
    int slash = name.indexOf('/', start);
    return slash < 0 ? name.length() : slash + 1;
  }

  private String below(FilePath directory) {
    return directory.isRoot() ? prefix : prefix + directory + "/";
  }
}
