package dev.coffer.versioning;

import dev.coffer.Feature;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Versions whose keeper is chosen by the first call, so that nobody is asked before. */
final class ChosenVersions implements ForwardingVersions {
  private final ReentrantLock turn = new ReentrantLock();
  private final Supplier<FileVersions> choice;
  private volatile @Nullable FileVersions chosen;
  private volatile boolean closed;

  ChosenVersions(Supplier<FileVersions> choice) {
    this.choice = choice;
  }

  @Override
  public FileVersions versions() {
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
  public Optional<Feature.Scoped> scoped(FilePath directory) {
    return Optional.of(
        new ChosenVersions(() -> (FileVersions) versions().scoped(directory).orElseThrow()));
  }

  @Override
  public Optional<Feature> through(FileStore layer) {
    return Optional.of(
        new ChosenVersions(() -> (FileVersions) versions().through(layer).orElseThrow()));
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
