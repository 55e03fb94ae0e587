package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.remote.VersionPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts versions and deletions of a page, which the SDK returns apart, in their common order: by
 * key, and of one key the newest first. On Amazon times are whole seconds; of one time, a deletion
 * is taken to be newer than the version beside it, unless the last one was a deletion too.
 */
final class S3VersionOrder {
  private final Comparator<String> keys;
  private final Deque<VersionPage.Found> versions;
  private final Deque<VersionPage.Found> deletions;

  /**
   * Begins with the lists of a page, each in the order of the server.
   *
   * @param versions the versions
   * @param deletions the deletions
   */
  S3VersionOrder(List<VersionPage.Found> versions, List<VersionPage.Found> deletions) {
    this.versions = new ArrayDeque<>(versions);
    this.deletions = new ArrayDeque<>(deletions);
    Comparator<String> byBytes = FilePath::compareUtf8;
    boolean areByBytes = areIn(byBytes, versions) && areIn(byBytes, deletions);
    this.keys = areByBytes ? byBytes : Comparator.naturalOrder();
  }

  private static boolean areIn(Comparator<String> order, List<VersionPage.Found> found) {
    for (int i = 1; i < found.size(); i++) {
      if (order.compare(found.get(i - 1).key(), found.get(i).key()) > 0) {
        return false;
      }
    }
    return true;
  }

  List<VersionPage.Found> merged() {
    List<VersionPage.Found> merged = new ArrayList<>(versions.size() + deletions.size());
    VersionPage.Found last = null;
    while (!versions.isEmpty() && !deletions.isEmpty()) {
      boolean isDeletion = isDeletionNext(versions.getFirst(), deletions.getFirst(), last);
      last = isDeletion ? deletions.removeFirst() : versions.removeFirst();
      merged.add(last);
    }
    merged.addAll(versions);
    merged.addAll(deletions);
    return merged;
  }

  private boolean isDeletionNext(
      VersionPage.Found version, VersionPage.Found deletion, VersionPage.@Nullable Found last) {
    int order = keys.compare(version.key(), deletion.key());
    if (order != 0) {
      return order > 0;
    }
    if (version.latest() != deletion.latest()) {
      return deletion.latest();
    }
    int age = version.time().compareTo(deletion.time());
    boolean second = last != null && last.deletion() && last.key().equals(deletion.key());
    return age < 0 || (age == 0 && !second);
  }
}
