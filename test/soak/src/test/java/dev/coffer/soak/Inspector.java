package dev.coffer.soak;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.agent.EventLog;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares the store with what the agents noted, and notes what is wrong. */
final class Inspector {
  private static final Pattern MARK = Pattern.compile("\"content\": ?\"([^\"]*)\"");

  /** How many of the last values of a file must be there. */
  private static final int RECENT = 5;

  private final Journals journals;
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> closed = new HashSet<>();
  private int copied;

  Inspector(Journals journals) {
    this.journals = journals;
  }

  List<String> wrong() {
    return wrong;
  }

  int conversations() {
    return closed.size();
  }

  /** Looks at a conversation to which nobody appends any more. */
  void close(FileStore store, String conversation) {
    if (!closed.contains(conversation)) {
      Map<String, Integer> found = new HashMap<>();
      try (Stream<String> events = EventLog.of(store, conversation, null).events(0)) {
        events.forEach(event -> found.merge(mark(event), 1, Integer::sum));
      }
      closed.add(conversation);
      found.forEach((mark, times) -> require(times == 1, conversation + " has twice " + mark));
      found.keySet().forEach(mark -> require(journals.isKnown(mark), "nobody appended " + mark));
      Set<Long> ids = new HashSet<>();
      journals
          .appended(conversation)
          .forEach(
              (mark, id) -> {
                require(found.containsKey(mark), conversation + " lost " + mark + ", id " + id);
                require(ids.add(id), conversation + " gave twice the id " + id);
              });
    }
  }

  private static String mark(String event) {
    Matcher matcher = MARK.matcher(event);
    return matcher.find() ? matcher.group(1) : "torn: " + event;
  }

  /** Looks at the files of single agents, when all have ended. */
  void files(FileStore store) {
    for (String noted : journals.paths()) {
      String path = noted.replace('|', ' ');
      String now = Agent.value(store, path);
      require(journals.mayHold(noted, now), path + " holds " + now);
      history(store, path, now, journals.acknowledged(noted));
    }
  }

  private void history(FileStore store, String path, String now, List<String> acknowledged) {
    Set<String> kept = new HashSet<>(List.of(now, Journal.ABSENT));
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    for (FileVersion version : versions.versions(path)) {
      if (!version.deleteMarker()) {
        byte[] bytes = versions.read(path, version.id());
        kept.add(Agent.valueIn(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    acknowledged.subList(Math.max(0, acknowledged.size() - RECENT), acknowledged.size()).stream()
        .filter(value -> !kept.contains(value))
        .forEach(value -> wrong.add(path + " has lost " + value + " from its history"));
  }

  /** Looks at what the receiver knows, when nothing is pending any more. */
  void receiver(FileStore store, Map<String, String> known) {
    Map<String, String> there = new HashMap<>();
    try (Stream<FileInfo> files = store.walk("")) {
      files.forEach(file -> there.put(file.path().toString(), file.etag()));
    }
    there.forEach(
        (path, etag) ->
            require(
                etag.equals(known.get(path)),
                "the receiver has " + known.get(path) + " of " + path + ", not " + etag));
    known.forEach(
        (path, etag) ->
            require(
                etag.equals(Journal.ABSENT) || there.containsKey(path),
                "the receiver does not know that " + path + " is gone"));
  }

  /** Compares the replica with the store, when nothing is pending any more. */
  void replica(FileStore store, FileStore copy) {
    List<String> paths = paths(store);
    require(paths.equals(paths(copy)), "the replica has " + paths(copy) + ", not " + paths);
    for (String path : paths) {
      Optional<FileInfo> info = copy.stat(path);
      boolean same = info.isPresent() && Arrays.equals(copy.readBytes(path), store.readBytes(path));
      require(same, "the replica has another " + path);
      copied++;
    }
  }

  private static List<String> paths(FileStore store) {
    try (Stream<FileInfo> files = store.walk("")) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  int copied() {
    return copied;
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      wrong.add(what);
    }
  }
}
