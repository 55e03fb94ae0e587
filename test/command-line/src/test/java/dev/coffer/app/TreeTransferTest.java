package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that go in, out and elsewhere with {@code -r}. */
class TreeTransferTest {
  private static final String[] NAMES = {"a.txt", "d/b.txt", "d/é 🗄️/c", "d-x", "empty"};

  @TempDir private Path directory;
  private Shell shell = Shell.on(Path.of("."));
  private Path tree = Path.of(".");

  @BeforeEach
  void aTree() throws IOException {
    Map<String, String> env =
        Map.of("COFFER_STORE", Shell.uri(directory.resolve("store")), "COFFER_DURABILITY", "none");
    shell = new Shell(env, new byte[0], Terminals.NONE);
    tree = directory.resolve("tree");
    for (String name : NAMES) {
      Path file = tree.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name.equals("empty") ? "" : name);
    }
  }

  private String local(String name) {
    return directory.resolve(name).toString();
  }

  private Shell.Result done(String... args) {
    Shell.Result result = shell.run(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return result;
  }

  private List<String> stored() {
    return shell.run("ls", "-r").lines();
  }

  private static List<String> below(String directory) {
    return Stream.of(NAMES).map(name -> directory + name).sorted().toList();
  }

  private static Set<String> namesIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      Set<String> names = new TreeSet<>();
      files
          .filter(file -> !file.equals(root))
          .forEach(file -> names.add("" + root.relativize(file)));
      return names;
    }
  }

  private void assertSameAsTree(Path copy) throws IOException {
    assertThat(namesIn(copy)).isEqualTo(namesIn(tree));
    for (String name : NAMES) {
      assertThat(copy.resolve(name)).hasSameBinaryContentAs(tree.resolve(name));
    }
  }

  @Test
  void aTreeThatIsSentOutAndFetchedBackIsTheSame() throws IOException {
    assertThat(done("put", "-r", tree.toString(), "t").out())
        .isEqualTo("copied 5 files, 29 bytes; failed 0\n");
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(below("t/"));
    done("get", "-r", "t", local("back"));
    assertSameAsTree(directory.resolve("back"));
    assertThat(tree.resolve(".coffer")).doesNotExist();
  }

  @Test
  void aSlashAtTheEndNamesTheDirectoryForIt() throws IOException {
    done("put", "-r", tree + "/", "up/");
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(below("up/tree/"));
    done("get", "-r", "up/tree", local("down") + "/");
    assertSameAsTree(directory.resolve("down/tree"));
    done("cp", "-r", "up/tree/", "more/");
    assertThat(shell.run("ls", "-r", "more").lines())
        .hasSize(5)
        .allMatch(path -> path.startsWith("more/tree/"));
    done("put", local("tree/a.txt"), "files/");
    assertThat(shell.run("ls", "files").lines()).containsExactly("files/a.txt");
  }

  @Test
  void theSameCallCanBeRepeated() {
    for (int i = 0; i < 2; i++) {
      done("put", "-r", tree.toString(), "t");
      done("cp", "-r", "t", "u");
      done("get", "-r", "t", local("back"));
    }
    assertThat(stored()).hasSize(10);
    assertThat(directory.resolve("back/back")).doesNotExist();
  }

  @Test
  void whatIsThereIsReplacedWhateverItsTime() throws IOException {
    done("put", "-r", tree.toString(), "t");
    Files.writeString(tree.resolve("a.txt"), "A.TXT");
    Files.setLastModifiedTime(tree.resolve("a.txt"), FileTime.from(Instant.EPOCH));
    done("put", "-r", tree.toString(), "t");
    assertThat(done("cat", "t/a.txt").out()).isEqualTo("A.TXT");
  }

  @Test
  void mvMovesEveryFileAndLeavesNothing() {
    done("put", "-r", tree.toString(), "t");
    assertThat(done("mv", "-r", "t", "x/y").out()).isEqualTo("moved 5 files, 29 bytes; failed 0\n");
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(below("x/y/"));
  }

  @Test
  void aFileIsAFileWithToo() {
    done("put", "-r", local("tree/a.txt"), "f");
    done("cp", "-r", "f", "g");
    done("mv", "-r", "g", "h");
    done("get", "-r", "h", local("out"));
    assertThat(stored()).containsExactly("f", "h");
    assertThat(directory.resolve("out")).hasContent("a.txt");
  }

  @Test
  void withoutItADirectoryGetsTheHint() {
    done("put", "-r", tree.toString(), "t");
    for (String[] call :
        new String[][] {
          {"put", tree.toString(), "x"},
          {"get", "t", local("out")},
          {"cp", "t", "x"},
          {"mv", "t", "x"}
        }) {
      Shell.Result result = shell.run(call);
      assertThat(result.err()).contains("it is a directory: use -r");
      assertThat(result.code()).isIn(ExitCode.USAGE, ExitCode.FILE_NOT_FOUND);
    }
  }

  @Test
  void aDirectoryThatIsMissingIsFourAndMakesNothing() {
    done("put", "-r", tree.toString(), "t");
    assertThat(shell.run("put", "-r", local("no"), "x").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(shell.run("get", "-r", "no", local("out")).code())
        .isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(shell.run("cp", "-r", "no", "x").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(shell.run("mv", "-r", "no", "x").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(directory.resolve("out")).doesNotExist();
    assertThat(stored()).hasSize(5);
  }

  @Test
  void oneInsideOfTheOtherIsRefused() {
    done("put", "-r", tree.toString(), "t");
    for (String[] call :
        new String[][] {
          {"mv", "-r", "t", "t/u"},
          {"mv", "-r", "t/d", "t"},
          {"cp", "-r", "t", "t"},
          {"cp", "-r", "t", "t/d"},
          {"cp", "-r", "t/d", "t"},
          {"mv", "-r", "t", "."},
          {"put", "-r", directory.toString(), "x"},
          {"get", "-r", "/", directory.toString()},
          {"get", "-r", "t", local("store/t/u")}
        }) {
      Shell.Result result = shell.run(call);
      assertThat(result.err()).as(String.join(" ", call)).contains("lie in one another");
      assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(below("t/"));
  }

  @Test
  void aFileThatFailsHoldsUpNoOtherAndIsTheExitCode() throws IOException {
    done("put", "-r", tree.toString(), "t");
    Files.writeString(Files.createDirectories(directory.resolve("other")).resolve("d"), "a file");
    Files.writeString(directory.resolve("other/e"), "e");
    Shell.Result result = shell.run("put", "-r", local("other"), "t");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(result.out()).isEqualTo("copied 1 file, 1 byte; failed 1\n");
    assertThat(result.err()).contains("conflict", "coffer: put: 1 file failed");
    assertThat(stored()).contains("t/e", "t/d/b.txt");
  }

  @Test
  void aDryRunTellsAndDoesNothing() throws IOException {
    done("put", "-r", tree.toString(), "t");
    List<String> before = stored();
    assertThat(done("mv", "-r", "--dry-run", "t", "u").lines())
        .contains("move d/b.txt")
        .endsWith("would have moved 5 files, 29 bytes; failed 0");
    assertThat(done("cp", "-r", "--dry-run", "t", "u").lines()).contains("copy d/b.txt");
    assertThat(done("put", "-r", "--dry-run", tree.toString(), "u").lines())
        .contains("copy d/b.txt");
    assertThat(done("get", "-r", "--dry-run", "t", local("out")).lines()).contains("copy d/b.txt");
    assertThat(done("mv", "--dry-run", "t/a.txt", "t/d-x").out())
        .isEqualTo("move t/a.txt to t/d-x (replaced)\n");
    assertThat(done("cp", "--dry-run", "t/a.txt", "u").out()).isEqualTo("copy t/a.txt to u\n");
    assertThat(done("put", "--dry-run", "--json", local("tree/a.txt"), "t/").out())
        .contains("\"action\":\"copy\"", "\"target\":\"t/a.txt\",\"replaces\":true");
    assertThat(done("get", "--dry-run", "t/a.txt", local("out")).out())
        .contains("copy t/a.txt to ");
    assertThat(stored()).isEqualTo(before);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void patternsChooseAmongTheFiles() throws IOException {
    done("put", "-r", "--exclude", "d/", tree.toString(), "t");
    assertThat(stored()).containsExactly("t/a.txt", "t/d-x", "t/empty");
    done("cp", "-r", "--include", "*.txt", "t", "u");
    assertThat(shell.run("ls", "-r", "u").lines()).containsExactly("u/a.txt");
    done("mv", "-r", "--exclude", "/a.txt", "t", "v");
    assertThat(shell.run("ls", "-r", "t").lines()).containsExactly("t/a.txt");
    done("get", "-r", "--include", "d*", "v", local("out"));
    assertThat(namesIn(directory.resolve("out"))).containsExactly("d-x");
  }

  @Test
  void linksAreLeftOutAndReported() throws IOException {
    Files.createSymbolicLink(tree.resolve("link"), Path.of("a.txt"));
    Shell.Result result = shell.run("put", "-r", tree.toString(), "t");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEqualTo("coffer: left out, it is a link: link\n");
    assertThat(result.out()).isEqualTo("copied 5 files, 29 bytes; failed 0, left out 1\n");
  }

  @Test
  void contentTypesFollowFromTheNames() {
    done("put", "-r", tree.toString(), "t");
    assertThat(done("stat", "t/d/b.txt").out()).contains("content type:  text/plain");
    done("mv", "-r", "t", "u");
    assertThat(done("stat", "u/d/b.txt").out()).contains("content type:  text/plain");
  }

  /** Killed as soon as the first files are at their new place. */
  @Test
  void aMoveThatIsKilledLosesNothingAndGoesOn() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc")), "the kill is that of Linux");
    int files = 500;
    Path old = Files.createDirectories(directory.resolve("store/old"));
    for (int i = 0; i < files; i++) {
      Files.writeString(old.resolve("f" + i), "content " + i);
    }
    Path moved = directory.resolve("store/new");
    String uri = Shell.uri(directory.resolve("store")) + "?durability=none";
    Process process = Program.ofClasses(directory).start("mv", "-r", "old", "new", "--store", uri);
    while (process.isAlive() && !Files.exists(moved)) {
      LockSupport.parkNanos(100_000);
    }
    process.destroyForcibly().waitFor();
    Set<String> names = new TreeSet<>();
    names.addAll(Files.exists(old) ? namesIn(old) : Set.of());
    names.addAll(Files.exists(moved) ? namesIn(moved) : Set.of());
    assertThat(names).hasSize(files);
    assertThat(shell.run("mv", "-r", "old", "new").code())
        .isIn(ExitCode.OK, ExitCode.FILE_NOT_FOUND);
    assertThat(old).doesNotExist();
    assertThat(namesIn(moved)).hasSize(files);
    for (int i = 0; i < files; i++) {
      assertThat(moved.resolve("f" + i)).hasContent("content " + i);
    }
  }
}
