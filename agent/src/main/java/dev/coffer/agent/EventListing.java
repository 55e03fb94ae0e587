package dev.coffer.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The events that a listing found.
 *
 * @param files ascending by id
 * @param next the id that the next event takes
 */
record EventListing(List<EventFile> files, long next) {
  /** Returns the files of a range, which may be empty, in the order in which it is read. */
  List<EventFile> within(EventRange range) {
    long last = range.end().orElse(Long.MAX_VALUE);
    List<EventFile> found =
        new ArrayList<>(
            files.stream()
                .filter(file -> file.id() >= range.start() && file.id() <= last)
                .toList());
    if (range.isReverse()) {
      Collections.reverse(found);
    }
    return found;
  }
}
