package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of some patterns that were written before a time. They are deleted behind the listing that
 * finds them, a batch at a time.
 */
final class OldFiles {
  private static final int DELETED_AT_ONCE = 1000;

  private final List<Glob> patterns;
  private final Instant before;
  private final List<FilePath> batch = new ArrayList<>();
  private long files;
  private long bytes;

  private OldFiles(List<Glob> patterns, Instant before) {
    this.patterns = patterns;
    this.before = before;
  }

  static OldFiles olderThan(Duration age, List<String> patterns) {
    Instant now = Instant.now();
    // An age beyond all time matches nothing.
    boolean endless = age.compareTo(Duration.between(Instant.MIN, now)) > 0;
    Instant before = endless ? Instant.MIN : now.minus(age);
    return new OldFiles(patterns.stream().map(Glob::new).toList(), before);
  }

  void delete(FileStore store, CommandSession session, boolean dryRun) {
    for (Glob pattern : patterns) {
      try (Stream<FileInfo> below = store.walk(pattern.directory().toString())) {
        for (Iterator<FileInfo> rest = below.iterator(); rest.hasNext(); ) {
          FileInfo file = rest.next();
          if (file.lastModified().isBefore(before) && pattern.matches(file.path())) {
            take(file, store, session, dryRun);
          }
        }
      }
      flush(store);
    }
    if (!dryRun) {
      close(session);
    }
  }

  private void take(FileInfo file, FileStore store, CommandSession session, boolean dryRun) {
    if (dryRun) {
      Rm.tell(file, session);
      return;
    }
    files++;
    bytes += file.size();
    batch.add(file.path());
    if (batch.size() == DELETED_AT_ONCE) {
      flush(store);
    }
  }

  private void flush(FileStore store) {
    store.deleteFiles(batch);
    batch.clear();
  }

  private void close(CommandSession session) {
    if (session.json()) {
      String line = new JsonLine().number("deleted", files).number("bytes", bytes).toString();
      session.console().out().println(line);
    } else {
      String time = Display.time(before.truncatedTo(ChronoUnit.SECONDS));
      session
          .console()
          .say(
              "deleted "
                  + Display.count(files, "file", "files")
                  + ", "
                  + Display.count(bytes, "byte", "bytes")
                  + ", older than "
                  + time);
    }
  }
}
