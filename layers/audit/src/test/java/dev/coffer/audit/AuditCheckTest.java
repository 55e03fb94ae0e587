package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check of a trail finds. */
@Tag("one-jdk")
final class AuditCheckTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final String FIRST = "audit-0000000000000001.jsonl";
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  /** In memory where the machine has such a directory: there are thousands of looks. */
  private Path trail = Path.of("");

  @TempDir Path folder;

  @BeforeEach
  void aTrail() throws IOException {
    Path memory = Path.of("/dev/shm");
    trail =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "coffer-audit-")
            : folder.resolve("trail");
  }

  @org.junit.jupiter.api.AfterEach
  void deleteIt() throws IOException {
    try (var files = Files.list(trail)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(trail);
  }

  private void write(int lines, long maxSize) throws IOException {
    AuditFiles files = AuditFiles.open(trail, maxSize, CLOCK, AuditWitness.NONE);
    try {
      for (int i = 0; i < lines; i++) {
        files.append(List.of(entry("users/ada/" + i)), System.nanoTime());
      }
    } finally {
      files.close();
    }
  }

  private static AuditRecord entry(String path) {
    return new AuditRecord(
        NOON, Optional.of("ada"), "write", path, Optional.empty(), 7, "ok", Optional.of("e1"));
  }

  private Path file(int index) throws IOException {
    return trail.resolve(files().get(index));
  }

  private List<String> files() throws IOException {
    try (TrailFolder opened = TrailFolder.open(trail)) {
      return AuditLines.files(opened);
    }
  }

  private Optional<AuditHead> head() throws IOException {
    try (TrailFolder opened = TrailFolder.open(trail)) {
      return AuditHead.read(opened);
    }
  }

  private List<String> problems() throws IOException {
    return AuditCheck.of(trail).problems();
  }

  // ---- Bytes

  @Test
  void everyChangeOfAByteIsFound() throws IOException {
    write(15, 1 << 20);
    byte[] bytes = Files.readAllBytes(file(0));
    assertFound(bytes, IntStream.range(0, bytes.length).toArray(), new Random(1));
  }

  @Test
  void aFewChangesOfAFileOfAThousandLinesAreFound() throws IOException {
    write(1000, 1 << 20);
    byte[] bytes = Files.readAllBytes(file(0));
    Random random = new Random(2);
    assertFound(bytes, random.ints(20, 0, bytes.length).toArray(), random);
  }

  /**
   * Each byte of a thousand lines, one after the other. The lines before a change are as they were,
   * so the check begins there and need not continue after the next line: its findings stay the
   * same.
   */
  @Test
  @Tag("thorough")
  void everyChangeOfAByteOfAFileOfAThousandLinesIsFound() throws IOException {
    write(1000, 1 << 20);
    List<byte[]> lines = new ArrayList<>();
    long half = AuditLines.each(Files.newInputStream(file(0)), "file", lines::add);
    assertThat(half).isZero();
    assertThat(lines).hasSize(1000);
    Optional<AuditHead> head = head();
    Random random = new Random(3);
    Chain chain = Chain.EMPTY;
    long before = 0;
    for (int i = 0; i < lines.size(); i++) {
      byte[] line = lines.get(i);
      byte[] next = i + 1 < lines.size() ? lines.get(i + 1) : new byte[0];
      for (int at = 0; at <= line.length; at++) {
        byte[] both = joined(line, next);
        both[at] = (byte) (both[at] + 1 + random.nextInt(255));
        if (!isSeen(both, head, chain, i, before)) {
          throw new AssertionError("byte " + at + " of line " + (i + 1) + " is " + both[at]);
        }
      }
      assertThat(isSeen(joined(line, next), head, chain, i, before))
          .as("line %d as it is", i + 1)
          .isFalse();
      chain = chain.with(line);
      before += line.length + 1;
    }
  }

  /** Two lines with their ends; the second may be missing. */
  private static byte[] joined(byte[] line, byte[] next) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(line);
    both.write('\n');
    if (next.length > 0) {
      both.writeBytes(next);
      both.write('\n');
    }
    return both.toByteArray();
  }

  private static boolean isSeen(
      byte[] bytes, Optional<AuditHead> head, Chain behind, int linesBefore, long bytesBefore)
      throws IOException {
    AuditCheck.Verification verification =
        new AuditCheck.Verification(head, behind, linesBefore, bytesBefore);
    long half =
        AuditLines.each(
            new ByteArrayInputStream(bytes), FIRST, line -> verification.line(FIRST, line));
    boolean last = linesBefore == 999;
    return last ? !verification.result().isIntact() : half > 0 || verification.hasProblems();
  }

  private void assertFound(byte[] bytes, int[] positions, Random random) throws IOException {
    Path file = file(0);
    for (int at : positions) {
      byte before = bytes[at];
      bytes[at] = (byte) (before + 1 + random.nextInt(255));
      Files.write(file, bytes);
      assertThat(problems()).as("byte %d is %d in place of %d", at, bytes[at], before).isNotEmpty();
      bytes[at] = before;
    }
    Files.write(file, bytes);
    assertThat(problems()).isEmpty();
  }

  // ---- Lines

  @Test
  void aLineThatIsTakenOutIsFound() throws IOException {
    write(10, 1 << 20);
    List<String> lines = Files.readAllLines(file(0));
    for (int i = 0; i < lines.size(); i++) {
      List<String> fewer = new ArrayList<>(lines);
      fewer.remove(i);
      Files.write(file(0), fewer);
      assertThat(problems()).as("line %d", i).isNotEmpty();
    }
  }

  @Test
  void linesThatChangePlacesAreFound() throws IOException {
    write(10, 1 << 20);
    List<String> lines = Files.readAllLines(file(0));
    for (int i = 1; i < lines.size(); i++) {
      List<String> swapped = new ArrayList<>(lines);
      Collections.swap(swapped, i - 1, i);
      Files.write(file(0), swapped);
      assertThat(problems()).as("line %d", i).isNotEmpty();
    }
  }

  @Test
  void linesThatAreRewrittenWithTheirHashesAreFoundByTheHead() throws IOException {
    write(10, 1 << 20);
    Chain chain = Chain.EMPTY;
    List<String> forged = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      byte[] line = AuditLine.of(entry("users/eve/" + i), chain);
      chain = chain.with(line);
      forged.add(new String(line, StandardCharsets.UTF_8));
    }
    Files.write(file(0), forged);
    assertThat(problems()).containsExactly("head: line 10 was changed or is missing");
  }

  @Test
  void linesThatAreCutOffAreFoundAndNoOneContinuesAfterThem() throws IOException {
    write(10, 1 << 20);
    List<String> lines = Files.readAllLines(file(0));
    Files.write(file(0), lines.subList(0, 7));
    assertThat(problems()).containsExactly("head: line 10 was changed or is missing");
    AuditFiles files = AuditFiles.open(trail, 1 << 20, CLOCK, AuditWitness.NONE);
    assertThatThrownBy(() -> files.append(List.of(entry("a")), System.nanoTime()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lines are missing");
    files.close();
    assertThat(problems()).isNotEmpty();
  }

  @Test
  void aHeadThatIsMissingIsFound() throws IOException {
    write(3, 1 << 20);
    Files.delete(trail.resolve("head"));
    assertThat(problems()).singleElement().asString().startsWith("head: it is missing");
  }

  // ---- Files

  @Test
  void aFileThatIsMissingIsFound() throws IOException {
    write(20, 900);
    int count = files().size();
    assertThat(count).isGreaterThan(3);
    for (int i = 0; i < count; i++) {
      Path file = file(i);
      Path away = folder.resolve("away");
      Files.move(file, away);
      assertThat(problems()).as("file %d", i).isNotEmpty();
      Files.move(away, file);
    }
    assertThat(problems()).isEmpty();
  }

  @Test
  void aFileThatLostItsSealIsFound() throws IOException {
    write(20, 900);
    List<String> lines = Files.readAllLines(file(0));
    Files.write(file(0), lines.subList(0, lines.size() - 1));
    assertThat(problems()).anyMatch(problem -> problem.contains("it has no seal"));
  }

  @Test
  void linesAfterASealAreFound() throws IOException {
    write(20, 900);
    Files.writeString(file(0), "x", StandardOpenOption.APPEND);
    assertThat(problems()).anyMatch(problem -> problem.contains("the last line is incomplete"));
    Files.writeString(file(0), "\n", StandardOpenOption.APPEND);
    assertThat(problems()).anyMatch(problem -> problem.contains("after the seal"));
  }

  // ---- Killed writers

  @Test
  void aHalfLineAtTheEndIsThatOfAKilledWriterAndNoProblem() throws IOException {
    write(3, 1 << 20);
    Files.writeString(file(0), "{\"seq\":4,\"ti", StandardOpenOption.APPEND);
    AuditCheck check = AuditCheck.of(trail);
    assertThat(check.problems()).isEmpty();
    assertThat(check.notes()).singleElement().asString().contains("12 bytes of an incomplete line");
  }

  @Test
  void whoContinuesAfterAKillSaysWhatItTookAway() throws IOException {
    write(3, 1 << 20);
    Files.writeString(file(0), "{\"seq\":4,\"ti", StandardOpenOption.APPEND);
    write(1, 1 << 20);
    List<String> lines = Files.readAllLines(file(0));
    assertThat(lines).hasSize(5);
    assertThat(lines.get(3)).contains("\"seq\":4", "\"dropped\":12");
    assertThat(problems()).isEmpty();
  }

  @Test
  void linesThatWereWrittenBeforeTheHeadWasAreKept() throws IOException {
    write(3, 1 << 20);
    byte[] head = Files.readAllBytes(trail.resolve("head"));
    write(2, 1 << 20);
    Files.write(trail.resolve("head"), head);
    assertThat(problems()).isEmpty();
    write(1, 1 << 20);
    assertThat(problems()).isEmpty();
    List<String> lines = Files.readAllLines(file(0));
    assertThat(lines).hasSize(7);
    assertThat(lines.get(5)).contains("\"seq\":6", "\"behind\":2");
    assertThat(AuditCheck.of(trail).notes())
        .singleElement()
        .asString()
        .contains(":6: 2 lines before it were after the head");
  }

  /**
   * As a kill leaves it: before the head knows of the new file, or in the new file's first line.
   */
  @Test
  void aNewFileWithoutALineIsNoEnd() throws IOException {
    write(3, 1 << 20);
    byte[] head = Files.readAllBytes(trail.resolve("head"));
    write(2, 1);
    Files.write(trail.resolve("head"), head);
    Files.write(file(1), new byte[0]);
    Files.delete(file(2));
    write(2, 1 << 20);
    assertThat(problems()).isEmpty();
    assertThat(Files.readAllLines(file(1))).hasSize(3).first().asString().contains("\"behind\":1");
  }

  @Test
  void aSealIsTheEndOfItsFileAlsoAfterAKill() throws IOException {
    write(3, 1 << 20);
    write(1, 1);
    Path newest = file(1);
    Files.write(newest, new byte[0]);
    String seal = Files.readAllLines(file(0)).get(3);
    Chain sealed = new Chain(3, "").with(seal.getBytes(StandardCharsets.UTF_8));
    Files.write(
        trail.resolve("head"),
        padded(new AuditHead("audit-0000000000000001.jsonl", Files.size(file(0)), sealed)));
    write(2, 1 << 20);
    assertThat(problems()).isEmpty();
    assertThat(AuditCheck.of(trail).lines()).isEqualTo(6);
  }

  private static byte[] padded(AuditHead head) {
    return (new String(head.bytes(), StandardCharsets.UTF_8) + " ".repeat(256))
        .substring(0, 256)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aHeadThatNamesAnotherPlaceThanThatOfItsLineIsFound() throws IOException {
    write(3, 1 << 20);
    AuditHead head = head().orElseThrow();
    for (AuditHead wrong :
        List.of(
            new AuditHead(head.file(), head.size() - 1, head.chain()),
            new AuditHead(head.file(), 0, head.chain()),
            new AuditHead("audit-0000000000000002.jsonl", head.size(), head.chain()))) {
      Files.write(trail.resolve("head"), padded(wrong));
      assertThat(problems()).singleElement().asString().contains("does not end at byte");
    }
  }

  // ---- What others put there

  @Test
  void aLinkOrADirectoryInThePlaceOfTheLockIsFound() throws IOException {
    write(1, 1 << 20);
    Path lock = trail.resolve("lock");
    Path kept = Files.move(lock, folder.resolve("kept"));
    Files.createSymbolicLink(lock, kept);
    assertThat(problems()).containsExactly("lock: it is not a regular file");
    Files.delete(lock);
    Files.createDirectory(lock);
    assertThat(problems()).containsExactly("lock: it is not a regular file");
    assertThatThrownBy(() -> write(1, 1 << 20))
        .isInstanceOf(DamagedTrailException.class)
        .hasMessageContaining("set the option audit to a new place");
  }

  @Test
  void aPipeInThePlaceOfTheHeadOfATrailWithoutLinesIsFound() throws Exception {
    pipe(trail.resolve("head"));
    assertThat(problems()).containsExactly("head: it is not a regular file");
  }

  private static void pipe(Path path) throws Exception {
    assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0, "no mkfifo");
  }

  @Test
  void aPipeInThePlaceOfAFileIsFoundAndBlocksNoCaller() throws Exception {
    write(3, 1 << 20);
    pipe(trail.resolve("audit-0000000000000004.jsonl"));
    assertThat(problems()).contains("audit-0000000000000004.jsonl: it is not a regular file");
    assertThatThrownBy(() -> write(1, 1 << 20)).isInstanceOf(DamagedTrailException.class);
    Files.delete(trail.resolve("audit-0000000000000004.jsonl"));
    for (String name : List.of("head", FIRST, "lock")) {
      byte[] bytes = Files.readAllBytes(trail.resolve(name));
      Files.delete(trail.resolve(name));
      pipe(trail.resolve(name));
      assertThatThrownBy(() -> write(1, 1 << 20)).isInstanceOf(DamagedTrailException.class);
      assertThat(problems()).as(name).isNotEmpty();
      Files.delete(trail.resolve(name));
      Files.write(trail.resolve(name), bytes);
    }
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.findFirst().orElseThrow();
    }
  }

  @Test
  void norDoesOneInThePlaceOfWhatAWitnessRemembers() throws Exception {
    Path memory = Files.createDirectory(folder.resolve("memory"));
    AuditWitness witness = AuditWitness.in(memory);
    AuditFiles files = AuditFiles.open(trail, 1 << 20, CLOCK, witness);
    files.append(List.of(entry("a")), System.nanoTime());
    files.close();
    Path remembered = only(memory);
    Files.delete(remembered);
    pipe(remembered);
    assertThat(AuditCheck.of(trail, witness).problems())
        .containsExactly("witness: its file is not a regular file");
    AuditFiles next = AuditFiles.open(trail, 1 << 20, CLOCK, witness);
    assertThatThrownBy(() -> next.append(List.of(entry("a")), System.nanoTime()))
        .isInstanceOf(DamagedTrailException.class)
        .hasMessageContaining(remembered + ": it is not a regular file");
    next.close();
  }

  @Test
  void anEmptyFileOfAnotherIsNotDeleted() throws IOException {
    write(3, 1 << 20);
    Path foreign = Files.createFile(trail.resolve("audit-notes.jsonl"));
    write(1, 1 << 20);
    assertThat(foreign).exists();
    assertThat(problems()).isEmpty();
    Path later = Files.createFile(trail.resolve("audit-0000000000000500.jsonl"));
    assertThatThrownBy(() -> write(1, 1 << 20))
        .isInstanceOf(DamagedTrailException.class)
        .hasMessageContaining("it is not a file of this trail");
    assertThat(later).exists();
    assertThat(problems()).isNotEmpty();
  }

  @Test
  void aTrailWithoutALineReportsThat() throws IOException {
    AuditFiles.open(trail, 1, CLOCK, AuditWitness.NONE).close();
    assertThat(AuditCheck.of(trail).notes())
        .singleElement()
        .asString()
        .contains("it is new, or someone has emptied it");
  }

  @Test
  void anEmptyDirectoryIsAnEmptyTrail() throws IOException {
    AuditFiles.open(trail, 1, CLOCK, AuditWitness.NONE).close();
    assertThat(AuditCheck.of(trail).isIntact()).isTrue();
    assertThat(AuditCheck.of(trail).lines()).isZero();
  }
}
