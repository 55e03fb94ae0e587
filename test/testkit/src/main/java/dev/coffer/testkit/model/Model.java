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

/** What a store should hold: a sorted map of names, as simple as it can be. */
final class Model {
  /** A file, with the etag that the store gave to it. */
  record File(
      FileBody body, Optional<String> contentType, Map<String, String> metadata, String etag) {}

  /** The order of listings, taken from the bytes themselves. */
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

  /** An empty store that can do what the capabilities say. */
  static Model empty(Capabilities capabilities) {
    return new Model(new TreeMap<>(UTF_8), "", capabilities);
  }

  /** The same files as a view of a directory names them. */
  Model scoped(FilePath directory) {
    return new Model(files, below(directory), capabilities);
  }

  boolean has(Capability ability) {
    return capabilities.has(ability);
  }

  @Nullable File get(FilePath path) {
    return files.get(prefix + path);
  }

  /** The present etag, or a text that no file has as its etag. */
  String etag(FilePath path) {
    File file = get(path);
    return file == null ? "none" : file.etag;
  }

  /** Whether a file of that name would make a name both a file and a directory. */
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
   * Puts a file that the store says it has stored.
   *
   * @throws Mismatch when what it tells of the file is not so, or the etag stayed though it must
   *     change
   */
  void store(FilePath path, File file, FileInfo told) {
    File stored = new File(file.body, file.contentType, file.metadata, told.etag());
    compare(path, stored, told);
    File before = files.put(prefix + path, stored);
    boolean changes = has(Capability.ETAG_PER_WRITE) || !file.body.equals(body(before));
    if (before != null && changes && before.etag.equals(told.etag())) {
      throw new Mismatch("the etag of '" + path + "' did not change", null);
    }
  }

  private static @Nullable FileBody body(@Nullable File file) {
    return file == null ? null : file.body;
  }

  /** Compares all that a store tells of a file. */
  void compare(FilePath path, File file, FileInfo told) {
    Mismatch.unlessEqual("path", path, told.path());
    Mismatch.unlessEqual("size of '" + path + "'", (long) file.body.size(), told.size());
    Mismatch.unlessEqual("etag of '" + path + "'", file.etag, told.etag());
    Mismatch.unlessEqual("content type of '" + path + "'", file.contentType, told.contentType());
    Mismatch.unlessEqual("metadata of '" + path + "'", file.metadata, told.metadata());
  }

  /** Compares an entry of a listing, which may leave out content type and metadata. */
  void compareEntry(Entry entry) {
    if (entry instanceof FileInfo told) {
      File file = get(told.path());
      if (file == null) {
        throw new Mismatch("'" + told.path() + "' is listed and not there", null);
      }
      Optional<String> type = told.contentType().or(file::contentType);
      Map<String, String> metadata = told.metadata().isEmpty() ? file.metadata : told.metadata();
      compare(
          told.path(),
          file,
          new FileInfo(told.path(), told.size(), told.lastModified(), told.etag(), type, metadata));
    }
  }

  void remove(FilePath path) {
    files.remove(prefix + path);
  }

  void removeBelow(FilePath directory) {
    walk(directory).forEach(this::remove);
  }

  /** Every file below a directory, in order. */
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

  /** The direct children of a directory, as a listing names them. */
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
