package dev.coffer.versioning;

import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Versions whose keeper is chosen by the first call, so that nobody is asked before. */
final class ChosenVersions implements FileVersions, Feature.Scoped {
  private final ReentrantLock turn = new ReentrantLock();
  private final Supplier<FileVersions> choice;
  private volatile @Nullable FileVersions chosen;
  private volatile boolean closed;

  ChosenVersions(Supplier<FileVersions> choice) {
    this.choice = choice;
  }

  private FileVersions chosen() {
    FileVersions known = chosen;
    return known == null ? choose() : known;
  }

  private FileVersions choose() {
    turn.lock();
    try {
      FileVersions known = chosen;
      FileVersions found = known == null ? choice.get() : known;
      chosen = found;
      if (closed) {
        close(found);
      }
      return found;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Stream<FileVersion> newestFirst(String path) {
    return chosen().newestFirst(path);
  }

  @Override
  public Stream<FileHistory> histories(String directory) {
    return chosen().histories(directory);
  }

  @Override
  public byte[] read(String path, String id) {
    return chosen().read(path, id);
  }

  @Override
  public InputStream open(String path, String id, long offset, long length) {
    return chosen().open(path, id, offset, length);
  }

  @Override
  public Optional<String> deletedBy(String path, String id) {
    return chosen().deletedBy(path, id);
  }

  @Override
  public FileInfo restore(String path, String id) {
    return chosen().restore(path, id);
  }

  @Override
  public FileInfo restoreIfAbsent(String path, String id) {
    return chosen().restoreIfAbsent(path, id);
  }

  @Override
  public Stream<SoftDeletedFile> softDeleted(String directory) {
    return chosen().softDeleted(directory);
  }

  @Override
  public FileStore asOf(Instant moment) {
    return chosen().asOf(moment);
  }

  @Override
  public void prune(boolean dryRun, Consumer<Pruned> report) {
    chosen().prune(dryRun, report);
  }

  @Override
  public boolean leavesFilesAlone() {
    return false;
  }

  @Override
  public Optional<Feature.Scoped> scoped(FilePath directory) {
    return Optional.of(
        new ChosenVersions(() -> (FileVersions) chosen().scoped(directory).orElseThrow()));
  }

  @Override
  public Optional<Feature> through(FileStore layer) {
    return Optional.of(
        new ChosenVersions(() -> (FileVersions) chosen().through(layer).orElseThrow()));
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      close(chosen);
    } finally {
      turn.unlock();
    }
  }

  private static void close(@Nullable FileVersions versions) {
    if (versions instanceof Feature.Scoped view) {
      view.close();
    }
  }
}
