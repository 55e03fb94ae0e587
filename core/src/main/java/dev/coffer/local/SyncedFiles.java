package dev.coffer.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The versions of files that this store has written and synced last, by their etags: whoever keeps
 * one of them need not sync it again. A file that another program changes has another etag.
 */
final class SyncedFiles {
  private static final int MOST = 1000;

  private final ReentrantLock turn = new ReentrantLock();
  private final Map<String, Boolean> etags =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  void add(FileAttributes file) {
    turn.lock();
    try {
      etags.put(file.etag(), true);
    } finally {
      turn.unlock();
    }
  }

  boolean contains(FileAttributes file) {
    turn.lock();
    try {
      return etags.containsKey(file.etag());
    } finally {
      turn.unlock();
    }
  }
}
