package dev.coffer.app.sync;

import dev.coffer.FilePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Files of the target of which it is too early to say whether the origin has them. A directory
 * {@code d} of the origin has its turn as {@code d/}, behind {@code d-x}; that it cannot be read is
 * heard no sooner. So the file {@code d} waits until every name that begins with {@code d/} has had
 * its turn. Each file that waits is a beginning of the name of the next, so there are few.
 */
final class EarlyDeletions {
  private final Deque<FilePath> waiting = new ArrayDeque<>();

  /** Adds the file whose turn it is. */
  void add(FilePath path) {
    waiting.push(path);
  }

  /** Removes those that wait for nothing more when the turn has come to a path. */
  List<FilePath> before(FilePath path) {
    List<FilePath> decided = new ArrayList<>();
    while (!waiting.isEmpty() && isPast(waiting.peek(), path)) {
      decided.add(waiting.pop());
    }
    return decided;
  }

  private static boolean isPast(FilePath file, FilePath path) {
    return FilePath.compareUtf8(path.toString(), file + "/") > 0;
  }

  /** Removes all: no turn is left. */
  List<FilePath> all() {
    List<FilePath> decided = List.copyOf(waiting);
    waiting.clear();
    return decided;
  }
}
