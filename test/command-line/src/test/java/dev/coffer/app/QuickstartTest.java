package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.agent.Locations;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class QuickstartTest {
  private static final Pattern STORE = Pattern.compile("A local store in (.*)");

  @TempDir private Path directory;
  private Program program = Program.ofClasses(Path.of("."));

  @BeforeEach
  void aProgramWhoseTemporaryFolderIsOurs() throws IOException {
    Path temporary = Files.createDirectory(directory.resolve("tmp é%41"));
    Program ours = Program.ofClasses(directory);
    List<String> command = new ArrayList<>(ours.command());
    command.add(1, "-Djava.io.tmpdir=" + temporary);
    program = new Program(command, directory, ours.env());
  }

  private static Path store(Shell.Result result) {
    Matcher named = STORE.matcher(result.lines().get(0));
    assertThat(named.matches()).isTrue();
    return Path.of(named.group(1));
  }

  @Test
  void aDirectoryIsStoredListedAndReadBackEqual() throws IOException, InterruptedException {
    Path files = Files.createDirectories(directory.resolve("files/deep/er"));
    Files.writeString(files.resolve("a b ☀.txt"), "text");
    Files.write(directory.resolve("files/big"), new byte[500_000]);
    Files.writeString(directory.resolve("files/empty"), "");
    Files.createSymbolicLink(directory.resolve("files/link"), Path.of("big"));
    Shell.Result result = program.run("quickstart", directory.resolve("files").toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("stored 3 files, 0.48 MiB in ", "equal, byte for byte: 3 files, 0.48 MiB in ")
        .containsPattern("\n  big +500,000\n  deep/\n    er/\n      a b ☀.txt +4\n  empty +0\n")
        .containsPattern("files/s, [0-9.,]+ MiB/s")
        .contains("read ../../etc/passwd on ", "invalid path", "conflict with the present state")
        .contains("FileStores.open(");
    try (FileStore store = FileStores.open(Shell.uri(store(result)))) {
      assertThat(store.list("")).containsExactly("big", "deep/", "empty");
      assertThat(store.readString("deep/er/a b ☀.txt")).isEqualTo("text");
    }
  }

  @Test
  void aRecordedConversationIsStoredOneEventAFileAndListedInOrder()
      throws IOException, InterruptedException {
    Path files = Files.createDirectory(directory.resolve("files"));
    List<String> events =
        IntStream.range(0, 12)
            .mapToObj(i -> "{\"id\": %d, \"timestamp\": \"t\", \"n\": \"} é\"}".formatted(2 * i))
            .toList();
    Files.writeString(files.resolve("talk.json"), "[" + String.join(",\n ", events) + "]\n");
    Files.writeString(files.resolve("lines.jsonl"), String.join("\n", events) + "\n");
    Files.writeString(files.resolve("talk.jsonl"), events.get(0));
    Files.writeString(files.resolve("other.json"), "[{\"id\": 1}]");
    Shell.Result result = program.run("quickstart", files.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("\nConversations, in the order of their events\n")
        .containsPattern("\n  lines +12 events: 0, 2, 4, … 22\n  talk +12 events: 0, 2, 4, … 22\n")
        .containsPattern("read in that order: 24 files, .* files/s, ")
        .contains("equal, byte for byte: 26 files");
    try (FileStore store = FileStores.open(Shell.uri(store(result)))) {
      assertThat(store.list("")).containsExactly("other.json", "sessions/", "talk.jsonl");
      for (int i = 0; i < events.size(); i++) {
        String file = Locations.eventFile("talk", 2L * i, null);
        assertThat(store.readString(file)).isEqualTo(events.get(i));
      }
    }
  }

  @Test
  void theRecordedConversationsOfTheMachineAreStored() throws IOException, InterruptedException {
    Path recorded = Repository.ROOT.resolveSibling("shared/data/openhands-trajectories");
    assumeTrue(Files.isDirectory(recorded), "no recorded conversations at " + recorded);
    Shell.Result result = program.run("quickstart", recorded.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .containsPattern("\n  basic +4 events: 0, 3, 4, … 5\n")
        .containsPattern("\n  goal-events +10 events: 0, 1, 2, … 9\n")
        .contains("read in that order: 46 files", "equal, byte for byte: 46 files");
  }

  @Test
  void withoutFilesAtHandItHasItsOwnAndWorksTwice() throws IOException, InterruptedException {
    Shell.Result first = program.run("quickstart");
    Shell.Result second = program.run("quickstart");
    assertThat(first.err() + second.err()).isEmpty();
    assertThat(first.code() + second.code()).isZero();
    assertThat(second.out()).contains("Storing built-in samples", "equal, byte for byte: 5 files");
    assertThat(store(second)).isDirectory().isNotEqualTo(store(first));
  }

  @Test
  void aNameThatNoStoreTakesIsLeftOutAndNamed() throws IOException, InterruptedException {
    Path files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(files.resolve("a\\b"), "1");
    Files.writeString(files.resolve("good"), "2");
    Shell.Result result = program.run("quickstart", files.toString());
    assertThat(result.err()).isEqualTo("coffer: left out, no name for a store: a\\b\n");
    assertThat(result.out()).contains("equal, byte for byte: 1 files");
    assertThat(result.code()).isZero();
  }

  @Test
  void itDoesNotStoreItsOwnStore() throws IOException, InterruptedException {
    Files.writeString(directory.resolve("tmp é%41").resolve("one"), "1");
    Shell.Result result = program.run("quickstart", directory.resolve("tmp é%41").toString());
    assertThat(result.out()).contains("equal, byte for byte: 1 files");
    assertThat(result.code()).isZero();
  }

  @Test
  void whatCannotWorkIsSaid() throws IOException, InterruptedException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(program.run("quickstart", empty.toString()).err()).contains("holds no files");
    Shell.Result missing = program.run("quickstart", directory.resolve("no").toString());
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err()).contains("no such directory");
    Shell.Result store = program.run("quickstart", "--store", "memory:");
    assertThat(store.code()).isEqualTo(2);
    assertThat(store.err()).contains("a store of its own");
  }
}
