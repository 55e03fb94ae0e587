package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.versioning.VersioningFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A layer that tries again when another was faster knows what is refused whoever is: a name that
 * something is in the way of, which no look at the file finds.
 */
class NamesInTheWayTest {
  private static final String SOURCE = "source";
  private static final String TARGET = "d/x";

  @TempDir Path temporary;

  private final List<String> calls = new ArrayList<>();

  /** Makes something that is in the way, below a root. */
  private interface Making {
    void in(Path root) throws IOException, InterruptedException;
  }

  /** What keeps a file from being made at {@link #TARGET} for good. */
  private enum Obstacle {
    LINK_TO_A_DIRECTORY_ABOVE(root -> link(root.resolve("d"), root.resolve("elsewhere"))),
    LINK_TO_A_FILE_ABOVE(root -> link(root.resolve("d"), root.resolve(SOURCE))),
    LINK_TO_NOTHING_ABOVE(root -> link(root.resolve("d"), root.resolve("nothing"))),
    LINK_TO_ITSELF_ABOVE(root -> link(root.resolve("d"), root.resolve("d"))),
    PIPE_ABOVE(root -> pipe(root.resolve("d"))),
    FILE_ABOVE(root -> Files.createFile(root.resolve("d"))),
    DIRECTORY_WITH_A_FILE(root -> Files.createFile(directory(root).resolve("file"))),
    DIRECTORY_WITH_A_LINK(root -> link(directory(root).resolve("link"), root.resolve(SOURCE))),
    DIRECTORY_WITH_A_PIPE(root -> pipe(directory(root).resolve("pipe"))),
    DIRECTORY_WITH_A_NAME_THAT_NO_PATH_HAS(
        root -> Files.createFile(directory(root).resolve("a\\b"))),
    ROOT_OF_A_STORE(root -> Files.createFile(directory(directory(root), ".coffer").resolve("x")));

    @SuppressWarnings("ImmutableEnumChecker") // they capture nothing
    private final Making making;

    Obstacle(Making making) {
      this.making = making;
    }

    private static Path directory(Path root) throws IOException {
      return directory(root, TARGET);
    }

    private static Path directory(Path above, String name) throws IOException {
      return Files.createDirectories(above.resolve(name));
    }
  }

  /** What is no file, and goes when a file is made at {@link #TARGET}. */
  private enum NoObstacle {
    LINK_TO_A_FILE(root -> link(parent(root).resolve("x"), root.resolve(SOURCE))),
    LINK_TO_A_DIRECTORY(root -> link(parent(root).resolve("x"), root.resolve("elsewhere"))),
    LINK_TO_NOTHING(root -> link(parent(root).resolve("x"), root.resolve("nothing"))),
    PIPE(root -> pipe(parent(root).resolve("x"))),
    DIRECTORIES(root -> Files.createDirectories(root.resolve(TARGET).resolve("a/b")));

    @SuppressWarnings("ImmutableEnumChecker") // they capture nothing
    private final Making making;

    NoObstacle(Making making) {
      this.making = making;
    }

    private static Path parent(Path root) throws IOException {
      return Files.createDirectories(root.resolve("d"));
    }
  }

  private static void link(Path link, Path target) throws IOException {
    Files.createSymbolicLink(link, target);
  }

  private static void pipe(Path pipe) throws IOException, InterruptedException {
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes");
  }

  /** Notes what is read, copied and written. */
  private final class Noting extends ForwardingFileStore {
    Noting(FileStore below) {
      super(below);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      calls.add("write " + path);
      return super.write(path, content, options);
    }

    @Override
    public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
      calls.add("copy " + source);
      return super.copy(source, target, options);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      calls.add("read " + path);
      return super.read(path, options);
    }
  }

  private FileStore open(boolean handles) throws IOException {
    Path root = Files.createDirectories(temporary.resolve("root"));
    Files.createDirectory(root.resolve("elsewhere"));
    Files.writeString(root.resolve("elsewhere/x"), "not to be replaced");
    Files.writeString(root.resolve(SOURCE), "source");
    return new VersioningFileStore(
        new Noting(
            new LocalFileStore(root, Durability.NONE, new FileSystemFeatures(handles, true))));
  }

  private static Stream<Arguments> obstacles() {
    return Arrays.stream(Obstacle.values())
        .flatMap(one -> Stream.of(Arguments.of(one, true), Arguments.of(one, false)));
  }

  @ParameterizedTest
  @MethodSource("obstacles")
  void whatIsRefusedForItsNameIsTriedOnce(Obstacle obstacle, boolean handles) throws Exception {
    try (FileStore store = open(handles)) {
      obstacle.making.in(temporary.resolve("root"));
      assertThatIsRefused(() -> store.write(TARGET, "text"), "write d/x");
      assertThatIsRefused(() -> store.copy(SOURCE, TARGET), "read source", "write d/x");
      assertThatIsRefused(() -> store.move(SOURCE, TARGET), "read source", "write d/x");
      assertThat(store.readString(SOURCE)).isEqualTo("source");
      assertThat(temporary.resolve("root/elsewhere/x")).hasContent("not to be replaced");
    }
  }

  private void assertThatIsRefused(ThrowingCallable change, String... tried) {
    calls.clear();
    assertThatThrownBy(change).isInstanceOf(ConflictException.class);
    assertThat(calls).containsExactly(tried);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoFileIsReplacedAtOnce(NoObstacle there) throws Exception {
    try (FileStore store = open(true)) {
      there.making.in(temporary.resolve("root"));
      store.write(TARGET, "text");
      assertThat(calls).containsExactly("write d/x");
      assertThat(store.readString(TARGET)).isEqualTo("text");
      assertThat(store.readString(SOURCE)).isEqualTo("source");
      assertThat(temporary.resolve("root/elsewhere/x")).hasContent("not to be replaced");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDirectoryThatWasReplacedByALinkToItRefusesTheNextWriteAtOnce(boolean handles)
      throws Exception {
    try (FileStore store = open(handles)) {
      store.write(TARGET, "first");
      store.write(TARGET, "second");
      Path directory = temporary.resolve("root/d");
      Path moved = Files.move(directory, temporary.resolve("moved"));
      link(directory, moved);
      assertThatIsRefused(() -> store.write(TARGET, "third"), "copy d/x", "write d/x");
      assertThat(moved.resolve("x")).hasContent("second");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLinkInPlaceOfTheVersionsRefusesEachChangeAtOnce(boolean handles) throws Exception {
    try (FileStore store = open(handles)) {
      Path versions = temporary.resolve("root/.coffer/files/versions");
      Files.createDirectories(versions.getParent());
      link(versions, temporary.resolve("root/elsewhere"));
      assertThatIsRefused(() -> store.write(SOURCE, "text"), "write source", "copy source");
      assertThatIsRefused(() -> store.deleteFile(SOURCE), "copy source");
      assertThat(store.readString(SOURCE)).isEqualTo("source");
    }
  }
}
