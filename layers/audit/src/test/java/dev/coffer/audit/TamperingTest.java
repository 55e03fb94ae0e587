package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What someone can do to a trail, in a directory and in a store, with a witness and without; what a
 * check finds at once, whether the next process continues, and what a check finds then.
 */
final class TamperingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC);
  private static final AtomicInteger NAMES = new AtomicInteger();

  /** The result of a check. */
  private enum Found {
    PROBLEM,
    NOTE,
    NOTHING
  }

  /** What the next process does. */
  private enum Next {
    IS_REFUSED,
    GOES_ON
  }

  /** The files of a trail, its head among them, by their names. */
  private interface Change {
    void make(NavigableMap<String, byte[]> files, NavigableMap<String, byte[]> older);
  }

  /** One of them, which reads as a sentence. */
  private record Tampering(String name, Change change) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Tampering NONE = new Tampering("none", (files, older) -> {});

  private static final Tampering THE_LAST_LINE_IS_CHANGED =
      new Tampering(
          "the last line is changed", (files, older) -> onLast(files, TamperingTest::lastOkIsNo));

  private static final Tampering THE_FIRST_LINE_IS_CHANGED =
      new Tampering(
          "the first line is changed",
          (files, older) -> onFirst(files, text -> text.replace("/0", "/9")));

  private static final Tampering THE_LAST_LINES_ARE_CUT_OFF =
      new Tampering(
          "the last lines are cut off", (files, older) -> onLast(files, TamperingTest::firstLine));

  private static final Tampering A_LINE_IS_TAKEN_OUT_OF_THE_FIRST_FILE =
      new Tampering(
          "a line is taken out of the first file",
          (files, older) -> onFirst(files, text -> text.substring(firstLine(text).length())));

  private static final Tampering THE_HEAD_IS_EMPTIED =
      new Tampering("the head is emptied", (files, older) -> files.put("head", new byte[0]));

  private static final Tampering THE_HEAD_IS_DELETED =
      new Tampering("the head is deleted", (files, older) -> files.remove("head"));

  private static final Tampering THE_HEAD_IS_NONSENSE =
      new Tampering(
          "the head is nonsense", (files, older) -> files.put("head", utf8("x".repeat(256))));

  private static final Tampering THE_HEAD_IS_AN_OLDER_ONE =
      new Tampering(
          "the head is an older one",
          (files, older) -> files.put("head", Objects.requireNonNull(older.get("head"))));

  private static final Tampering A_LINE_IS_ADDED =
      new Tampering("a line is added", (files, older) -> add(files, end(files).chain()));

  private static final Tampering A_LINE_IS_ADDED_THAT_DOES_NOT_FOLLOW =
      new Tampering(
          "a line is added that does not follow",
          (files, older) -> add(files, new Chain(end(files).chain().sequence(), "0".repeat(64))));

  private static final Tampering ALL_IS_DELETED =
      new Tampering("all is deleted", (files, older) -> files.clear());

  private static final Tampering ALL_BUT_THE_HEAD_IS_DELETED =
      new Tampering("all but the head is deleted", (files, older) -> files.headMap("head").clear());

  private static final Tampering THE_NEWEST_FILE_IS_DELETED =
      new Tampering("the newest file is deleted", (files, older) -> files.remove(last(files)));

  private static final Tampering THE_OLDEST_FILE_IS_DELETED =
      new Tampering("the oldest file is deleted", (files, older) -> files.remove(files.firstKey()));

  private static final Tampering AN_OLDER_COPY_TAKES_ITS_PLACE =
      new Tampering(
          "an older copy takes its place",
          (files, older) -> {
            files.clear();
            files.putAll(older);
          });

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String last(NavigableMap<String, byte[]> files) {
    return files.headMap("head").lastKey();
  }

  private static void onFirst(NavigableMap<String, byte[]> files, UnaryOperator<String> change) {
    files.compute(files.firstKey(), (name, bytes) -> utf8(change.apply(text(bytes))));
  }

  private static void onLast(NavigableMap<String, byte[]> files, UnaryOperator<String> change) {
    files.compute(last(files), (name, bytes) -> utf8(change.apply(text(bytes))));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String lastOkIsNo(String text) {
    int at = text.lastIndexOf("\"ok\"");
    return text.substring(0, at) + "\"no\"" + text.substring(at + 4);
  }

  private static String firstLine(String text) {
    return text.substring(0, text.indexOf('\n') + 1);
  }

  private static AuditHead end(NavigableMap<String, byte[]> files) {
    return AuditHead.parse(Objects.requireNonNull(files.get("head"))).orElseThrow();
  }

  /** Where a writer would put it: in the newest file, or as a file of its own in a store. */
  private static void add(NavigableMap<String, byte[]> files, Chain behind) {
    String line = text(AuditLine.of(entry("forged"), behind)) + "\n";
    if (files.containsKey("lock")) {
      onLast(files, text -> text + line);
    } else {
      files.put(AuditLines.name(behind.sequence() + 1), utf8(line));
    }
  }

  private static AuditRecord entry(String path) {
    return new AuditRecord(
        CLOCK.instant(),
        Optional.of("ada"),
        "write",
        path,
        Optional.empty(),
        7,
        "ok",
        Optional.of("e"));
  }

  // ---- The table

  static Stream<Arguments> table() {
    return Stream.of(
            row(NONE, Found.NOTHING, Next.GOES_ON),
            row(THE_LAST_LINE_IS_CHANGED, Found.PROBLEM, Next.IS_REFUSED),
            row(THE_FIRST_LINE_IS_CHANGED, Found.PROBLEM, Next.GOES_ON),
            row(THE_LAST_LINES_ARE_CUT_OFF, Found.PROBLEM, Next.IS_REFUSED),
            row(A_LINE_IS_TAKEN_OUT_OF_THE_FIRST_FILE, Found.PROBLEM, Next.GOES_ON),
            row(THE_HEAD_IS_EMPTIED, Found.PROBLEM, Next.IS_REFUSED),
            row(THE_HEAD_IS_DELETED, Found.PROBLEM, Next.IS_REFUSED),
            row(THE_HEAD_IS_NONSENSE, Found.PROBLEM, Next.IS_REFUSED),
            both(THE_HEAD_IS_AN_OLDER_ONE, "directory", Found.PROBLEM, Next.IS_REFUSED),
            both(THE_HEAD_IS_AN_OLDER_ONE, "store", Found.NOTE, Next.GOES_ON),
            row(A_LINE_IS_ADDED, Found.NOTE, Next.GOES_ON),
            row(A_LINE_IS_ADDED_THAT_DOES_NOT_FOLLOW, Found.PROBLEM, Next.IS_REFUSED),
            row(ALL_BUT_THE_HEAD_IS_DELETED, Found.PROBLEM, Next.IS_REFUSED),
            row(THE_NEWEST_FILE_IS_DELETED, Found.PROBLEM, Next.IS_REFUSED),
            row(THE_OLDEST_FILE_IS_DELETED, Found.PROBLEM, Next.GOES_ON),
            bare(ALL_IS_DELETED, Found.NOTE, Next.GOES_ON, Found.NOTHING),
            witnessed(ALL_IS_DELETED, Found.PROBLEM, Next.IS_REFUSED),
            bare(AN_OLDER_COPY_TAKES_ITS_PLACE, Found.NOTHING, Next.GOES_ON, Found.NOTHING),
            witnessed(AN_OLDER_COPY_TAKES_ITS_PLACE, Found.PROBLEM, Next.IS_REFUSED))
        .flatMap(List::stream);
  }

  /** The same with a witness and without; what is found stays found. */
  private static List<Arguments> row(Tampering tampering, Found found, Next next) {
    List<Arguments> rows = new ArrayList<>(bare(tampering, found, next, found));
    rows.addAll(witnessed(tampering, found, next));
    return rows;
  }

  private static List<Arguments> bare(Tampering tampering, Found found, Next next, Found then) {
    return both(tampering, false, found, next, then);
  }

  private static List<Arguments> witnessed(Tampering tampering, Found found, Next next) {
    return both(tampering, true, found, next, found);
  }

  private static List<Arguments> both(
      Tampering tampering, boolean witnessed, Found found, Next next, Found then) {
    return Stream.of("directory", "store")
        .map(place -> Arguments.of(tampering, place, witnessed, found, next, then))
        .toList();
  }

  private static List<Arguments> both(Tampering tampering, String place, Found found, Next next) {
    return Stream.of(false, true)
        .map(witnessed -> Arguments.of(tampering, place, witnessed, found, next, found))
        .toList();
  }

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} in a {1}, witness: {2}: {3}, then a process {4}: {5}")
  @MethodSource("table")
  void whatIsDoneToATrailIsFoundAndStaysFound(
      Tampering tampering, String kind, boolean witnessed, Found found, Next next, Found then)
      throws IOException {
    AuditWitness witness = witnessed ? AuditWitness.in(folder) : AuditWitness.NONE;
    Place place =
        kind.equals("store")
            ? new InStore("TamperingTest-" + NAMES.incrementAndGet(), witness)
            : new InDirectory(folder.resolve("trail"), witness);
    place.write(3);
    NavigableMap<String, byte[]> older = place.files();
    place.write(3);
    NavigableMap<String, byte[]> files = place.files();
    tampering.change.make(files, older);
    place.replace(files);
    assertThat(said(place.check())).as("at once: %s", place.check()).isEqualTo(found);
    assertThat(next(place)).isEqualTo(next);
    assertThat(said(place.check())).as("then: %s", place.check()).isEqualTo(then);
  }

  private static Found said(AuditCheck check) {
    if (!check.isIntact()) {
      return Found.PROBLEM;
    }
    return check.notes().isEmpty() ? Found.NOTHING : Found.NOTE;
  }

  private static Next next(Place place) {
    try {
      place.write(1);
      return Next.GOES_ON;
    } catch (IOException e) {
      assertThat(e)
          .isInstanceOf(DamagedTrailException.class)
          .hasMessageContaining("set the option audit to a new place");
      return Next.IS_REFUSED;
    }
  }

  // ---- Places

  /** Where the trail is kept; each write is that of a new process. */
  private interface Place {
    AuditLog open() throws IOException;

    AuditCheck check() throws IOException;

    NavigableMap<String, byte[]> files() throws IOException;

    void replace(NavigableMap<String, byte[]> files) throws IOException;

    /** Groups of three lines. */
    default void write(int groups) throws IOException {
      AuditLog log = open();
      try {
        for (int i = 0; i < groups; i++) {
          log.append(
              Stream.of("0", "1", "2").map(n -> entry("users/ada/" + n)).toList(),
              System.nanoTime());
        }
      } finally {
        log.close();
      }
    }
  }

  /** Two groups fill a file, so that there are several. */
  private record InDirectory(Path trail, AuditWitness witness) implements Place {
    @Override
    public AuditLog open() throws IOException {
      return AuditFiles.open(trail, 1200, CLOCK, witness);
    }

    @Override
    public AuditCheck check() throws IOException {
      return AuditCheck.of(trail, witness);
    }

    @Override
    public NavigableMap<String, byte[]> files() throws IOException {
      NavigableMap<String, byte[]> files = new TreeMap<>();
      try (Stream<Path> found = Files.list(trail)) {
        for (Path file : found.toList()) {
          files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
      }
      return files;
    }

    @Override
    public void replace(NavigableMap<String, byte[]> files) throws IOException {
      for (String name : files().keySet()) {
        Files.delete(trail.resolve(name));
      }
      for (String name : files.keySet()) {
        Files.write(trail.resolve(name), files.get(name));
      }
    }
  }

  private record InStore(String name, AuditWitness witness) implements Place {
    private FileStore handle() {
      return InMemoryFileStore.shared(name, Long.MAX_VALUE);
    }

    @Override
    public AuditLog open() throws IOException {
      return AuditObjects.open(handle(), CLOCK, witness);
    }

    @Override
    public AuditCheck check() throws IOException {
      return AuditCheck.of(handle(), witness);
    }

    @Override
    public NavigableMap<String, byte[]> files() {
      FileStore store = handle();
      return store.list("").stream()
          .collect(Collectors.toMap(file -> file, store::readBytes, (a, b) -> a, TreeMap::new));
    }

    @Override
    public void replace(NavigableMap<String, byte[]> files) {
      handle().clear();
      handle().writeAll(files);
    }
  }
}
