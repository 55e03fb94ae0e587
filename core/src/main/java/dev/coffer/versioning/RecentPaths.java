package dev.coffer.versioning;

import dev.coffer.FilePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The paths that were written last, which have a file by guess: a write to another path first tries
 * to create the file, which is one request where the guess is right.
 */
final class RecentPaths {
  private static final int MOST = 1000;

  private final ReentrantLock turn = new ReentrantLock();
  private final Map<FilePath, Boolean> paths =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FilePath, Boolean> eldest) {
          return size() > MOST;
        }
      };

  boolean contains(FilePath path) {
    turn.lock();
    try {
      return paths.get(path) != null;
    } finally {
      turn.unlock();
    }
  }

  void add(FilePath path) {
    turn.lock();
    try {
      paths.put(path, true);
    } finally {
      turn.unlock();
    }
  }

  void remove(FilePath path) {
    turn.lock();
    try {
      paths.remove(path);
    } finally {
      turn.unlock();
    }
  }
}
