package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import dev.coffer.versioning.VersioningFileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the store asks of the system, in which order: a killed process cannot show that a sync is
 * missing, since the system's cache survives it. A child process runs under {@code strace}; marks,
 * which are looks at paths that do not exist, tell its steps apart.
 */
class SystemCallsTest {
  private static final Pattern CALL = Pattern.compile("^\\d+ +(?:<[^>]*> )?(\\w+)\\((.*)$");

  /** Of the traces that several cases look at. */
  @TempDir static Path shared;

  @TempDir Path temporary;

  @BeforeEach
  void needsStrace() {
    boolean present;
    try {
      present = new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      present = false;
    }
    assumeTrue(
        present, "strace is not installed or may not trace: the order of syncs is not checked");
  }

  /** The program that is traced. */
  static final class Traced {
    private Traced() {}

    public static void main(String[] args) {
      Path root = Path.of(args[0]);
      try (FileStore store = new LocalFileStore(root, Durability.valueOf(args[1]))) {
        store.write("warm/x/up", "classes are loaded and the directory is known");
        store.write("warm/x/up", "again");
        store.readString("warm/x/up");
        mark("write");
        store.write("warm/x/up", "traced");
        mark("new");
        store.write("p/q/r", "traced in new directories");
        mark("plain");
        // one time in a thousand looks like that of a file with metadata, which is read twice
        Instant written;
        do {
          written = store.write("warm/x/up", "read").lastModified();
        } while (written.equals(written.truncatedTo(ChronoUnit.MICROS)));
        mark("read");
        store.readString("warm/x/up");
        mark("metadata");
        store.write(
            "warm/x/up",
            "m".getBytes(StandardCharsets.UTF_8),
            WriteOptions.DEFAULTS.metadata("k", "v"));
        mark("move");
        store.move("warm/x/up", "p/q/s");
        mark("delete");
        store.deleteFile("p/q/s");
        mark("all");
        store.writeAll(
            IntStream.range(0, 40)
                .boxed()
                .collect(Collectors.toMap(i -> "all/" + i, i -> new byte[] {1})));
        mark("end");
        FilePath file = FilePath.of("kept/x");
        OwnArea area = OwnArea.of("traced");
        store.copy(
            file, area.file(file, "1"), CopyOptions.DEFAULTS.ifMatch(store.write("kept/x", "1")));
        FileInfo second = store.write("kept/x", "2");
        mark("keep");
        store.copy(file, area.file(file, "2"), CopyOptions.DEFAULTS.ifMatch(second));
        mark("kept");
        FileStore versioned = new VersioningFileStore(store);
        for (String text : List.of("1", "2", "3")) {
          versioned.write("v/x/up", text);
        }
        mark("fresh");
        versioned.write("v/x/new", "1");
        mark("replaced");
        versioned.write("v/x/up", "4");
        mark("over");
      } catch (FileStoreException e) {
        System.out.println(e.getClass().getSimpleName() + " " + e.path());
      }
    }

    private static void mark(String name) {
      if (Files.exists(Path.of("/coffer-mark-" + name))) {
        throw new IllegalStateException("a mark exists");
      }
    }
  }

  @Test
  void aFullWriteSyncsTheFileThenPublishesItThenSyncsItsDirectory() throws Exception {
    List<String> calls = between("write", "new", trace("FULL"));
    assertThat(names(calls, "write|fsync|rename\\w*"))
        .containsExactly("write", "fsync", "renameat", "fsync");
    assertThat(targetOf(calls, "fsync", 0)).contains("/.coffer/staging/");
    assertThat(targetOf(calls, "fsync", 1)).endsWith("/warm/x");
  }

  @Test
  void aVersionThatThisStoreHasWrittenIsKeptWithOneSync() throws Exception {
    List<String> calls = between("keep", "kept", trace("FULL"));
    assertThat(calls.stream().filter(call -> call.startsWith("fsync")).map(this::target))
        .singleElement()
        .asString()
        .endsWith("/.coffer/files/traced/kept/x!");
  }

  @Test
  void aFullWriteTakesFewSystemCalls() throws Exception {
    List<String> calls = between("write", "new", trace("FULL"));
    // create, write, look at it, sync, close, rename, sync the directory, a look at each directory
    // above, and whether there is a file whose permissions it keeps, and which
    assertThat(calls).as(String.join("\n", calls)).hasSizeLessThanOrEqualTo(7 + 2 + 2);
  }

  @Test
  void aNewFileWithVersionsTakesOneLookMore() throws Exception {
    List<String> calls = between("fresh", "replaced", trace("FULL"));
    assertThat(names(calls, "fsync|link|rename\\w*")).containsExactly("fsync", "renameat", "fsync");
    // as a write, without a look for permissions to keep, and with two whether there is a file
    assertThat(calls).as(String.join("\n", calls)).hasSizeLessThanOrEqualTo(7 + 2 + 2);
  }

  @Test
  void aReplacedFileIsKeptWithFewSystemCallsAndOneSync() throws Exception {
    List<String> calls = between("replaced", "over", trace("FULL"));
    assertThat(names(calls, "fsync|link|rename\\w*"))
        .containsExactly("link", "renameat", "fsync", "fsync", "renameat", "fsync");
    // link, look at it, a look at the directory, rename, sync, and whether there is a second name
    // left; then as a write, with two looks whether it is still the file that was kept, of which
    // the
    // first also tells that there is one whose permissions are kept
    assertThat(calls).as(String.join("\n", calls)).hasSizeLessThanOrEqualTo(6 + 7 + 2 + 2 + 1);
    assertThat(calls).as("look for nothing").noneMatch(call -> call.startsWith("unlink"));
  }

  @Test
  void aReadTakesFewSystemCalls() throws Exception {
    List<String> calls = between("read", "metadata", trace("FULL"));
    // look at it, open, how large it is, look at it, read, close, and a look at each directory
    // above
    assertThat(calls).as(String.join("\n", calls)).hasSizeLessThanOrEqualTo(6 + 2);
  }

  @Test
  void aFullWriteSyncsNewDirectoriesUpToTheFirstOldOne() throws Exception {
    Path root = rootOf("FULL");
    List<String> calls = between("new", "plain", trace("FULL"));
    List<String> synced =
        calls.stream().filter(call -> call.startsWith("fsync")).map(this::target).toList();
    assertThat(synced).hasSize(4);
    assertThat(synced.get(0)).contains("/.coffer/staging/");
    assertThat(synced.subList(1, 4))
        .containsExactly(root.resolve("p/q") + "", root + "", root.resolve("p") + "");
    assertThat(names(calls, "fsync|rename\\w*").indexOf("fsync"))
        .isLessThan(names(calls, "fsync|rename\\w*").lastIndexOf("renameat"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNamesOfARootAreSyncedOnceWhoeverMadeIt(boolean byAnother) throws Exception {
    Path above = temporary.toRealPath().resolve("above");
    Path root = above.resolve("root");
    if (byAnother) {
      Files.createDirectories(root);
    }
    Path log = temporary.resolve("trace-of-a-new-root");
    run(root, "FULL", log);
    List<String> calls = calls(log);
    List<String> warmUp = calls.subList(0, indexOfMark("write", calls));
    List<String> synced =
        warmUp.stream().filter(call -> call.startsWith("fsync")).map(this::target).toList();
    assertThat(synced)
        .containsSubsequence(temporary.toRealPath().toString(), above.toString(), root.toString());
    assertThat(synced).containsOnlyOnce(above.toString());
    List<String> later = calls.subList(indexOfMark("write", calls), calls.size());
    assertThat(later).noneMatch(call -> call.contains("fsync") && call.contains("/above>"));
  }

  @Test
  void metadataAreWrittenBeforeTheFileIsSyncedAndPublished() throws Exception {
    List<String> calls = between("metadata", "move", trace("FULL"));
    assertThat(names(calls, "write|fsetxattr|fsync|rename\\w*"))
        .containsExactly("write", "fsetxattr", "fsync", "renameat", "fsync");
  }

  @Test
  void aFullMoveSyncsBothDirectories() throws Exception {
    List<String> calls = between("move", "delete", trace("FULL"));
    assertThat(names(calls, "fsync|renameat")).startsWith("renameat", "fsync");
    assertThat(calls.stream().filter(call -> call.startsWith("fsync")).map(this::target))
        .anyMatch(target -> target.endsWith("/p/q"))
        // the directory that is empty now is gone, so it is the one above it that must know
        .anyMatch(target -> target.endsWith("/root-FULL"));
  }

  @Test
  void aFullDeleteSyncsTheDirectory() throws Exception {
    List<String> calls = between("delete", "all", trace("FULL"));
    assertThat(names(calls, "unlinkat|fsync")).startsWith("unlinkat").endsWith("fsync");
  }

  @Test
  void writesOfOneCallSyncEachFileAndThenTheirDirectoryOnce() throws Exception {
    Path root = rootOf("FULL");
    var unused = trace("FULL");
    List<String> lines = Files.readAllLines(logOf("FULL"));
    List<String> synced = lines.stream().filter(line -> line.contains("fsync(")).toList();
    assertThat(synced.stream().filter(line -> line.contains("<" + root + "/all>"))).hasSize(1);
    assertThat(synced.stream().filter(line -> line.contains("/.coffer/staging/")))
        .hasSizeGreaterThanOrEqualTo(40);
    int lastPublished = lastIndexOf(lines, "renameat", "/all>");
    assertThat(lastIndexOf(lines, "fsync", "<" + root + "/all>")).isGreaterThan(lastPublished);
  }

  private static int lastIndexOf(List<String> lines, String call, String text) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).contains(call + "(") && lines.get(i).contains(text)) {
        return i;
      }
    }
    throw new AssertionError("no " + call + " of " + text);
  }

  @Test
  void durabilityFileLeavesOutTheDirectory() throws Exception {
    List<String> calls = between("write", "new", trace("FILE"));
    assertThat(names(calls, "write|fsync|rename\\w*"))
        .containsExactly("write", "fsync", "renameat");
  }

  @Test
  void durabilityNoneSyncsNothing() throws Exception {
    List<String> calls = trace("NONE");
    assertThat(names(between("write", "end", calls), "fsync|fdatasync|sync\\w*")).isEmpty();
  }

  @Test
  void aSyncThatFailsIsAnErrorIsNotTriedAgainAndLeavesTheOldContent() throws Exception {
    // The third sync of the thread is that of the file of the second write.
    Path log = temporary.resolve("log");
    var unused = trace("FULL");
    long before = syncsBefore("write", logOf("FULL"));
    Path root = temporary.resolve("failing");
    String out = run(root, "FULL", log, "-e", "inject=fsync:error=EIO:when=" + (before + 1));
    assertThat(out).contains("StorageFailureException warm/x/up");
    assertThat(Files.readString(root.resolve("warm/x/up"))).isEqualTo("again");
    List<String> calls = calls(log);
    List<String> failed = calls.subList(indexOfMark("write", calls), calls.size());
    assertThat(names(failed, "fsync|rename\\w*")).first().isEqualTo("fsync");
    assertThat(names(failed, "rename\\w*")).isEmpty();
    assertThat(names(failed, "fsync")).hasSize(1);
    try (Stream<Path> staged = Files.walk(root.resolve(".coffer/staging"))) {
      assertThat(staged.filter(Files::isRegularFile)).isEmpty();
    }
  }

  /** Makes a change and says what came of it. */
  private static void tell(Runnable change) {
    try {
      change.run();
      System.out.println("acknowledged");
    } catch (FileStoreException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  private static void assertThatAllAreRefused(String out, int changes) {
    assertThat(out.lines()).hasSize(changes).allMatch(line -> line.startsWith("refused"));
    assertThat(out.lines().skip(1)).allMatch(line -> line.contains("check the disk"));
  }

  /** Writes three files into new directories, and says of each what came of it. */
  static final class Three {
    private Three() {}

    public static void main(String[] args) {
      try (FileStore store = new LocalFileStore(Path.of(args[0]))) {
        for (String path : List.of("a/b/c/1", "a/b/c/2", "a/b/c/3")) {
          tell(() -> store.write(path, "text"));
        }
      }
    }
  }

  @Test
  void afterTheSyncOfADirectoryAboveHasFailedNothingBelowIsAcknowledged() throws Exception {
    Path root = Files.createDirectory(temporary.toRealPath().resolve("doubtful"));
    Path log = temporary.resolve("log");
    String firstNew = root.resolve("a").toString();
    String out =
        run(Three.class, root, "FULL", log, "-P", firstNew, "-e", "inject=fsync:error=EIO:when=1");
    assertThatAllAreRefused(out, 3);
    assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("fsync(")))
        .filteredOn(line -> line.contains("<" + root + "/a>"))
        .hasSize(1);
  }

  /** Deletes the same twice, and says of each what came of it. */
  static final class Twice {
    private Twice() {}

    public static void main(String[] args) {
      try (FileStore store = new LocalFileStore(Path.of(args[0]))) {
        for (String path : List.of("d/x", "d/x", "gone/y")) {
          tell(() -> store.deleteFile(path));
        }
      }
    }
  }

  @Test
  void aDeletionWhoseSyncHasFailedIsNotAcknowledgedWhenItIsTriedAgain() throws Exception {
    Path root = temporary.resolve("deleting");
    Files.createDirectories(root.resolve("d"));
    Files.createFile(root.resolve("d/x"));
    Path log = temporary.resolve("log");
    String out = run(Twice.class, root, "FULL", log, "-e", "inject=fsync:error=EIO:when=1");
    assertThatAllAreRefused(out, 3);
  }

  @Test
  void afterTheSyncOfADirectoryAboveTheRootHasFailedNothingIsAcknowledged() throws Exception {
    Path above = temporary.toRealPath().resolve("above");
    Path root = Files.createDirectories(above.resolve("root"));
    String out =
        run(
            Three.class,
            root,
            "FULL",
            temporary.resolve("log"),
            "-P",
            above.toString(),
            "-e",
            "inject=fsync:error=EIO:when=1");
    assertThatAllAreRefused(out, 3);
  }

  /** Deletes a directory twice in which another store is in use, so that it stays. */
  static final class InUse {
    private InUse() {}

    public static void main(String[] args) {
      Path root = Path.of(args[0]);
      try (FileStore below = new LocalFileStore(root.resolve("d/e"), Durability.NONE);
          FileStore store = new LocalFileStore(root)) {
        below.write("x", "text");
        for (int i = 1; i <= 2; i++) {
          tell(() -> store.deleteDirectory("d"));
        }
      }
    }
  }

  @Test
  void theFailedSyncOfADirectoryThatStaysIsRememberedToo() throws Exception {
    Path root = temporary.toRealPath().resolve("root");
    Path stays = Files.createDirectories(root.resolve("d/e"));
    String out =
        run(
            InUse.class,
            root,
            "FULL",
            temporary.resolve("log"),
            "-P",
            stays.toString(),
            "-e",
            "inject=fsync:error=EIO:when=1");
    assertThatAllAreRefused(out, 2);
  }

  /** Replaces a file with versions, and says what came of it. */
  static final class Replacing {
    private Replacing() {}

    public static void main(String[] args) {
      try (FileStore store = new VersioningFileStore(new LocalFileStore(Path.of(args[0])))) {
        for (String text : List.of("1", "2")) {
          tell(() -> store.write("k", text));
        }
      }
    }
  }

  @Test
  void aVersionThatIsNotCertainToBeOnTheDiskLeavesTheFileAsItIs() throws Exception {
    Path root = temporary.toRealPath().resolve("root");
    String out =
        run(
            Replacing.class,
            root,
            "FULL",
            temporary.resolve("log"),
            "-P",
            root.resolve(".coffer/files/versions/k!").toString(),
            "-e",
            "inject=fsync:error=EIO:when=1");
    assertThat(out.lines()).hasSize(2).first().isEqualTo("acknowledged");
    assertThat(out).contains("refused: write k on", "is left as it is").doesNotContain("was made");
    assertThat(root.resolve("k")).hasContent("1");
  }

  // ---- Tracing

  private static Path logOf(String durability) {
    return shared.resolve("trace-" + durability);
  }

  private static Path rootOf(String durability) {
    return shared.resolve("root-" + durability);
  }

  private List<String> trace(String durability) throws Exception {
    if (Files.notExists(logOf(durability))) {
      run(rootOf(durability), durability, logOf(durability));
    }
    return calls(logOf(durability));
  }

  private String run(Path root, String durability, Path log, String... inject) throws Exception {
    return run(Traced.class, root, durability, log, inject);
  }

  private static String run(
      Class<?> program, Path root, String durability, Path log, String... inject) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace",
                "-f",
                "-y",
                "--seccomp-bpf",
                "-o",
                log.toString(),
                "-e",
                "trace=%file,%desc,fsync,fdatasync,sync,syncfs,fsetxattr,fgetxattr"));
    command.addAll(List.of(inject));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            root.toString(),
            durability));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out;
  }

  /** The calls of the thread that ran the program, without the JVM's own. */
  private List<String> calls(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    String thread =
        lines.stream()
            .filter(line -> line.contains("coffer-mark-write"))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .findFirst()
            .orElseThrow();
    List<String> calls = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = CALL.matcher(line);
      if (line.startsWith(thread + " ") && matcher.matches() && isOfTheStore(line)) {
        calls.add(matcher.group(1) + "(" + matcher.group(2));
      }
    }
    return calls;
  }

  private boolean isOfTheStore(String line) {
    return Stream.of(temporary.toString(), shared.toString(), "coffer-mark-")
        .anyMatch(line::contains);
  }

  private static int indexOfMark(String mark, List<String> calls) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).contains("coffer-mark-" + mark)) {
        return i;
      }
    }
    throw new AssertionError("no mark " + mark);
  }

  private static List<String> between(String mark, String next, List<String> calls) {
    return calls.subList(indexOfMark(mark, calls) + 1, indexOfMark(next, calls));
  }

  /** All of them, also those of directories above the root. */
  private static long syncsBefore(String mark, Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .takeWhile(line -> !line.contains("coffer-mark-" + mark))
        .filter(line -> line.contains("fsync("))
        .count();
  }

  private static List<String> names(List<String> calls, String pattern) {
    return calls.stream()
        .map(call -> call.substring(0, call.indexOf('(')))
        .filter(name -> name.matches(pattern))
        .toList();
  }

  private String targetOf(List<String> calls, String name, int index) {
    return target(calls.stream().filter(call -> call.startsWith(name + "(")).toList().get(index));
  }

  /** The path behind a file descriptor, which strace shows as {@code fsync(13</path>)}. */
  private String target(String call) {
    return call.substring(call.indexOf('<') + 1, call.indexOf('>'));
  }
}
