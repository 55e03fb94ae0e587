package dev.coffer.local;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The versions of files that this store has written and synced last, by their etags: whoever keeps
 * one of them need not sync it again. A file that another program changes has another etag.
 */
final class SyncedFiles {
  private static final int MOST = 1000;

  private final Set<String> etags = new LinkedHashSet<>();

  synchronized void add(FileAttributes file) {
    etags.add(file.etag());
    if (etags.size() > MOST) {
      Iterator<String> oldestFirst = etags.iterator();
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  synchronized boolean contains(FileAttributes file) {
    return etags.contains(file.etag());
  }
}
