package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of some patterns that were written before a time. They are deleted behind the listing that
 * finds them, a batch at a time, unless they have changed since.
 */
final class OldFiles {
  private final List<Glob> patterns;
  private final Instant before;

  private OldFiles(List<Glob> patterns, Instant before) {
    this.patterns = patterns;
    this.before = before;
  }

  /** Reads an age as it is typed; one beyond all time matches nothing. */
  static OldFiles olderThan(String age, List<String> patterns) {
    return new OldFiles(patterns.stream().map(Glob::new).toList(), Age.ago(age));
  }

  /** The same for the files of these patterns and those below directories of these patterns. */
  static OldFiles below(String age, List<String> patterns) {
    List<String> all = new ArrayList<>();
    for (String pattern : patterns) {
      String path = FilePath.of(pattern).toString();
      if (path.isEmpty()) {
        all.add("**");
      } else {
        all.add(path);
        all.add(path + "/*/**");
      }
    }
    return olderThan(age, all);
  }

  void delete(FileStore store, CommandSession session, boolean dryRun) {
    UnchangedDeletion deletion = new UnchangedDeletion(store);
    for (Glob pattern : patterns) {
      try (Stream<FileInfo> below = store.walk(pattern.directory().toString())) {
        for (Iterator<FileInfo> rest = below.iterator(); rest.hasNext(); ) {
          FileInfo file = rest.next();
          if (file.lastModified().isBefore(before) && pattern.matches(file.path())) {
            take(file, deletion, session, dryRun);
          }
        }
      }
      deletion.flush();
    }
    if (!dryRun) {
      close(deletion, session);
    }
  }

  private static void take(
      FileInfo file, UnchangedDeletion deletion, CommandSession session, boolean dryRun) {
    if (dryRun) {
      Rm.tell(file, session);
    } else {
      deletion.add(file);
    }
  }

  private void close(UnchangedDeletion deletion, CommandSession session) {
    long files = deletion.files();
    long bytes = deletion.bytes();
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
