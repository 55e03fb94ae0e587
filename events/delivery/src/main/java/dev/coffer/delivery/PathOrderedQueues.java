package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Events in memory by path: each path has a lane, in which its events are in order.
 *
 * <p>An event waits for earlier events in its own lanes, in those of the directories above it, and
 * in those of the paths below it: a receiver may delete a directory when its name is reported as
 * deleted, and cannot create one where it still has a file.
 */
final class PathOrderedQueues {
  private final NavigableMap<String, Deque<EventQueue.Waiting>> lanes = new TreeMap<>();

  void addLast(EventQueue.Waiting waiting) {
    waiting.event().changedPaths().forEach(path -> lane(path).addLast(waiting));
  }

  /** Puts back an event that was removed. */
  void addFirst(EventQueue.Waiting waiting) {
    waiting.event().changedPaths().forEach(path -> lane(path).addFirst(waiting));
  }

  private Deque<EventQueue.Waiting> lane(FilePath path) {
    return lanes.computeIfAbsent(path.toString(), same -> new ArrayDeque<>());
  }

  /** Removes an event that is at the head of its lanes. */
  void remove(EventQueue.Waiting waiting) {
    for (FilePath path : waiting.event().changedPaths()) {
      Deque<EventQueue.Waiting> lane = lane(path);
      lane.remove();
      if (lane.isEmpty()) {
        lanes.remove(path.toString());
      }
    }
  }

  /** Returns whether an event waits for no other. */
  boolean isFree(EventQueue.Waiting waiting) {
    return heads(waiting).noneMatch(head -> isBefore(head, waiting));
  }

  /** Returns whether an event is related to one in the queues, before or after it. */
  boolean touches(EventQueue.Waiting waiting) {
    return heads(waiting).findAny().isPresent();
  }

  /** Returns each event once. */
  List<EventQueue.Waiting> all() {
    return lanes.values().stream().flatMap(Deque::stream).distinct().toList();
  }

  private static boolean isBefore(EventQueue.Waiting one, EventQueue.Waiting other) {
    return one.event().order() < other.event().order();
  }

  /** Returns the first event of each related lane, including those that may wait for this event. */
  Stream<EventQueue.Waiting> heads(EventQueue.Waiting waiting) {
    return waiting.event().changedPaths().stream()
        .flatMap(path -> Stream.concat(above(path), below(path)))
        .map(Deque::element);
  }

  /** Returns the lanes of a path and of the directories that contain it. */
  private Stream<Deque<EventQueue.Waiting>> above(FilePath path) {
    return Stream.iterate(path, each -> !each.isRoot(), each -> each.parent().orElse(FilePath.ROOT))
        .flatMap(each -> Stream.ofNullable(lanes.get(each.toString())));
  }

  /** Returns the lanes of the paths below a path: '0' is the character after '/'. */
  private Stream<Deque<EventQueue.Waiting>> below(FilePath path) {
    return lanes.subMap(path + "/", path + "0").values().stream();
  }

  /**
   * Returns the events that can be delivered as one: a free event and the events after it that
   * change only its path, up to the first that waits for another.
   */
  List<EventQueue.Waiting> together(EventQueue.Waiting head) {
    if (!isSimple(head)) {
      return List.of(head);
    }
    long other =
        heads(head)
            .filter(each -> isBefore(head, each))
            .mapToLong(each -> each.event().order())
            .min()
            .orElse(Long.MAX_VALUE);
    return lane(head.event().path()).stream()
        .takeWhile(each -> isSimple(each) && each.event().order() <= other)
        .toList();
  }

  private static boolean isSimple(EventQueue.Waiting waiting) {
    return waiting.event().changedPaths().size() == 1;
  }
}
