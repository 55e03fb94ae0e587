package dev.coffer.soak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that the processes noted so far, read on from where the last look ended. */
final class Journals {
  private final Path directory;
  private final Map<Path, Long> read = new HashMap<>();

  /** Of each file: the values that were acknowledged in their order. */
  private final Map<String, List<String>> acknowledged = new TreeMap<>();

  /** Of each file: what it may hold. */
  private final Map<String, Set<String>> possible = new HashMap<>();

  /** Of each conversation: the marks that were acknowledged, and their ids. */
  private final Map<String, Map<String, Long>> appended = new HashMap<>();

  private final Set<String> appending = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Long> failures = new TreeMap<>();
  private final Map<Path, List<Held>> held = new HashMap<>();

  /** What a process held at a time. */
  record Held(long seconds, long heap, long descriptors, long threads) {}

  Journals(Path directory) {
    this.directory = directory;
  }

  void read() throws IOException {
    List<Path> files;
    try (Stream<Path> each = Files.list(directory)) {
      files = each.sorted().toList();
    }
    for (Path file : files) {
      read(file);
    }
  }

  /** A line that is not yet ended is read the next time. */
  private void read(Path file) throws IOException {
    long from = read.getOrDefault(file, 0L);
    if (Files.size(file) == from) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      whole.lines().forEach(line -> take(file, line));
      read.put(file, from + whole.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  private void take(Path file, String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case Journal.BEGUN -> possible(words[1]).add(words[2]);
      case Journal.DONE -> done(words[1], words[2]);
      case Journal.APPENDING -> appending.add(words[2]);
      case Journal.APPENDED ->
          appended
              .computeIfAbsent(words[1], c -> new HashMap<>())
              .put(words[2], Long.valueOf(words[3]));
      case Journal.FAILED -> failures.merge(words[1], 1L, Long::sum);
      case Journal.HELD ->
          held.computeIfAbsent(file, f -> new ArrayList<>())
              .add(
                  new Held(
                      Long.parseLong(words[1]),
                      Long.parseLong(words[2]),
                      Long.parseLong(words[3]),
                      Long.parseLong(words[4])));
      default -> wrong.add(line);
    }
  }

  private Set<String> possible(String path) {
    return possible.computeIfAbsent(path, p -> new HashSet<>(Set.of(Journal.ABSENT)));
  }

  private void done(String path, String value) {
    possible.put(path, new HashSet<>(Set.of(value)));
    acknowledged.computeIfAbsent(path, p -> new ArrayList<>()).add(value);
  }

  Set<String> paths() {
    return possible.keySet();
  }

  boolean mayHold(String path, String value) {
    return possible(path).contains(value);
  }

  List<String> acknowledged(String path) {
    return acknowledged.getOrDefault(path, List.of());
  }

  Set<String> conversations() {
    return appended.keySet();
  }

  Map<String, Long> appended(String conversation) {
    return appended.getOrDefault(conversation, Map.of());
  }

  boolean isKnown(String mark) {
    return appending.contains(mark);
  }

  List<String> wrong() {
    return wrong;
  }

  Map<String, Long> failures() {
    return failures;
  }

  Iterable<List<Held>> held() {
    return held.values();
  }

  long changes() {
    return acknowledged.values().stream().mapToLong(List::size).sum();
  }

  long events() {
    return appended.values().stream().mapToLong(Map::size).sum();
  }
}
