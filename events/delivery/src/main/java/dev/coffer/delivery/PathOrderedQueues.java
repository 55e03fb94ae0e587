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
 * Events in hand by their paths: a path is a lane, in which its events stand in their order.
 *
 * <p>An event waits for those before it in its own lanes, and in the lanes of the directories above
 * and of what lies below: a receiver may delete a directory when it is told that its name was
 * deleted, and cannot make one where it still has a file.
 */
final class PathOrderedQueues {
  private final NavigableMap<String, Deque<EventQueue.Waiting>> lanes = new TreeMap<>();

  void addLast(EventQueue.Waiting waiting) {
    waiting.event().changedPaths().forEach(path -> lane(path).addLast(waiting));
  }

  /** Puts one back that has left. */
  void addFirst(EventQueue.Waiting waiting) {
    waiting.event().changedPaths().forEach(path -> lane(path).addFirst(waiting));
  }

  private Deque<EventQueue.Waiting> lane(FilePath path) {
    return lanes.computeIfAbsent(path.toString(), same -> new ArrayDeque<>());
  }

  /** Takes one out that stands at the head of its lanes. */
  void leave(EventQueue.Waiting waiting) {
    for (FilePath path : waiting.event().changedPaths()) {
      Deque<EventQueue.Waiting> lane = lane(path);
      lane.remove();
      if (lane.isEmpty()) {
        lanes.remove(path.toString());
      }
    }
  }

  /** Whether an event waits for no other. */
  boolean isFree(EventQueue.Waiting waiting) {
    return heads(waiting).noneMatch(head -> isBefore(head, waiting));
  }

  /** Whether an event has to do with one that is here, before or after it. */
  boolean touches(EventQueue.Waiting waiting) {
    return heads(waiting).findAny().isPresent();
  }

  /** Each event once. */
  List<EventQueue.Waiting> all() {
    return lanes.values().stream().flatMap(Deque::stream).distinct().toList();
  }

  private static boolean isBefore(EventQueue.Waiting one, EventQueue.Waiting other) {
    return one.event().order() < other.event().order();
  }

  /** The first of each lane that an event has to do with: those that may wait for it, too. */
  Stream<EventQueue.Waiting> heads(EventQueue.Waiting waiting) {
    return waiting.event().changedPaths().stream()
        .flatMap(path -> Stream.concat(above(path), below(path)))
        .map(Deque::element);
  }

  /** The lanes of a path and of the directories that hold it. */
  private Stream<Deque<EventQueue.Waiting>> above(FilePath path) {
    return Stream.iterate(path, each -> !each.isRoot(), each -> each.parent().orElse(FilePath.ROOT))
        .flatMap(each -> Stream.ofNullable(lanes.get(each.toString())));
  }

  /** The lanes of what lies below a path: '0' follows on '/'. */
  private Stream<Deque<EventQueue.Waiting>> below(FilePath path) {
    return lanes.subMap(path + "/", path + "0").values().stream();
  }

  /**
   * What can be delivered as one: an event that is free, and those behind it that change nothing
   * but its path, up to the first that waits for another.
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
