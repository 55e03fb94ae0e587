package dev.coffer.app.sync;

import dev.coffer.FilePath;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names left out by a listing that may be met again if the listing fails and is taken up
 * directory by directory: those in the directories on the way to the last file, and those behind
 * it. No more than {@value #MOST} are held: of more, the earliest are forgotten and may be reported
 * twice.
 */
final class OmittedOnce {
  static final int MOST = 50_000;

  private final Set<String> names = new LinkedHashSet<>();

  /**
   * Returns whether a name is met for the first time.
   *
   * @param last the last file that was listed; empty before the first
   */
  boolean isNew(String name, String last) {
    if (!names.add(name)) {
      return false;
    }
    if (names.size() > MOST) {
      names.removeIf(known -> isPast(known, last));
      forgetEarliest();
    }
    return true;
  }

  int size() {
    return names.size();
  }

  /** Whether no listing from the last file on meets the name. */
  private static boolean isPast(String name, String last) {
    String directory = name.substring(0, name.lastIndexOf('/', name.length() - 2) + 1);
    return !last.startsWith(directory) && FilePath.compareUtf8(name, last) < 0;
  }

  private void forgetEarliest() {
    Iterator<String> earliest = names.iterator();
    while (names.size() > MOST / 2) {
      earliest.next();
      earliest.remove();
    }
  }
}
