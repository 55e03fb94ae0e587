package dev.coffer.versioning;

import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Versions that pass each call on to others, unless it is overridden. */
interface ForwardingVersions extends FileVersions, Feature.Scoped {
  /** Returns those that calls are passed on to. */
  FileVersions versions();

  @Override
  default Stream<FileVersion> newestFirst(String path) {
    return versions().newestFirst(path);
  }

  @Override
  default Stream<FileHistory> histories(String directory) {
    return versions().histories(directory);
  }

  @Override
  default byte[] read(String path, String id) {
    return versions().read(path, id);
  }

  @Override
  default InputStream open(String path, String id, long offset, long length) {
    return versions().open(path, id, offset, length);
  }

  @Override
  default Optional<String> deletedBy(String path, String id) {
    return versions().deletedBy(path, id);
  }

  @Override
  default FileInfo restore(String path, String id) {
    return versions().restore(path, id);
  }

  @Override
  default FileInfo restoreIfAbsent(String path, String id) {
    return versions().restoreIfAbsent(path, id);
  }

  @Override
  default Stream<SoftDeletedFile> softDeleted(String directory) {
    return versions().softDeleted(directory);
  }

  @Override
  default FileStore asOf(Instant moment) {
    return versions().asOf(moment);
  }

  @Override
  default void prune(boolean dryRun, Consumer<Pruned> report) {
    versions().prune(dryRun, report);
  }
}
