package dev.coffer.replicate;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteOptions;
import dev.coffer.text.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata of a file in a replica say of its source. The digest of the path is part of it,
 * so that a copy that somebody made of the file in the replica is not taken for one of Coffer's.
 *
 * @param etag the etag of the file at the primary
 * @param order the number of the event that was delivered; 0 if a repair brought the file
 */
record Mark(String etag, long order) {
  static final String ETAG = "coffer-source-etag";
  static final String ORDER = "coffer-source-order";
  static final String PATH = "coffer-source-path";
  private static final int DIGEST_LENGTH = 16;

  /** Returns the mark of a file; empty if it was not brought to its path by Coffer. */
  static Optional<Mark> of(FileInfo file) {
    Map<String, String> metadata = file.metadata();
    String etag = metadata.get(ETAG);
    return etag != null && digest(file.path()).equals(metadata.get(PATH))
        ? Optional.of(new Mark(etag, number(metadata.get(ORDER))))
        : Optional.empty();
  }

  private static long number(@Nullable String text) {
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0; // a number that nobody can read says nothing
    }
  }

  private static String digest(FilePath path) {
    return Sha256.hex(path.toString()).substring(0, DIGEST_LENGTH);
  }

  /** Returns the file as its primary knows it. */
  FileInfo source(FileInfo file) {
    FileInfo plain = unmarked(file);
    return new FileInfo(
        plain.path(),
        plain.size(),
        plain.lastModified(),
        etag,
        plain.contentType(),
        plain.metadata());
  }

  /** Returns options to write a file of the primary to a replica. */
  WriteOptions options(FileInfo source) {
    return WriteOptions.like(unmarked(source))
        .metadata(ETAG, etag)
        .metadata(ORDER, Long.toString(order))
        .metadata(PATH, digest(source.path()));
  }

  /** Leaves out the marks that a primary has in its files if it was a replica before. */
  private static FileInfo unmarked(FileInfo file) {
    Map<String, String> metadata = new TreeMap<>(file.metadata());
    metadata.keySet().removeAll(List.of(ETAG, ORDER, PATH));
    return new FileInfo(
        file.path(), file.size(), file.lastModified(), file.etag(), file.contentType(), metadata);
  }
}
