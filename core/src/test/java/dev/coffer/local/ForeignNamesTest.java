package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Entry;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.OmittedName.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that other programs gave and that no path of a store can have. */
class ForeignNamesTest {
  @TempDir(factory = FastDirectory.class)
  Path root;

  /** The shell makes names of bytes that this process cannot write. */
  private void shell(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "LC_ALL=C; cd '" + root + "' && " + script)
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
  }

  @BeforeEach
  void needsBytes() throws Exception {
    shell("touch \"$(printf 'probe\\351')\"");
    List<Path> found;
    try (Stream<Path> all = Files.list(root)) {
      found = all.toList();
    }
    boolean bytes = found.size() == 1 && !DiskName.isText(found.get(0).getFileName());
    assumeTrue(bytes, "this file system holds no name that is no UTF-8");
    Files.delete(found.get(0));
  }

  private LocalFileStore open(boolean handles) {
    return new LocalFileStore(root, Durability.NONE, new Features(handles, true));
  }

  private static List<String> list(
      LocalFileStore store, String directory, ListOptions options, List<OmittedName> omitted) {
    try (Stream<Entry> entries = store.entries(directory, options.onOmitted(omitted::add))) {
      return entries.map(entry -> entry.path().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListingLeavesOutWhatNoPathCanNameAndTellsIt(boolean handles) throws Exception {
    shell("mkdir d && touch d/plain d/caf\u00e9 \"$(printf 'd/caf\\351.txt')\" 'd/back\\slash'");
    shell("touch \"$(printf 'd/line\\nfeed')\" \"$(printf 'd/\\303')\" && mkfifo d/pipe");
    shell("mkdir \"$(printf 'd/old\\351dir')\" && touch \"$(printf 'd/old\\351dir/below')\"");
    List<OmittedName> omitted = new ArrayList<>();
    try (LocalFileStore store = open(handles)) {
      assertThat(list(store, "", ListOptions.DEFAULTS.recursive(), omitted))
          .containsExactly("d/caf\u00e9", "d/plain");
    }
    assertThat(omitted)
        .containsExactlyInAnyOrder(
            new OmittedName("d/caf\\xE9.txt", Reason.INVALID_NAME),
            new OmittedName("d/back\\u005Cslash", Reason.INVALID_NAME),
            new OmittedName("d/line\\u000Afeed", Reason.INVALID_NAME),
            new OmittedName("d/\\xC3", Reason.INVALID_NAME),
            new OmittedName("d/pipe", Reason.SPECIAL_FILE),
            new OmittedName("d/old\\xE9dir/", Reason.INVALID_NAME));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListingOfOneDirectoryTellsWhatIsInIt(boolean handles) throws Exception {
    shell("mkdir d && touch \"$(printf 'd/\\351')\" \"$(printf 'x\\351')\" && ln -s x link");
    List<OmittedName> omitted = new ArrayList<>();
    try (LocalFileStore store = open(handles)) {
      assertThat(list(store, "", ListOptions.DEFAULTS, omitted)).containsExactly("d");
      assertThat(omitted)
          .containsExactlyInAnyOrder(
              new OmittedName("x\\xE9", Reason.INVALID_NAME), new OmittedName("link", Reason.LINK));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theReplacementCharacterItselfIsALetterOfAName(boolean handles) throws Exception {
    shell("touch \"$(printf '\\357\\277\\275')\" \"$(printf '\\351')\"");
    List<OmittedName> omitted = new ArrayList<>();
    try (LocalFileStore store = open(handles)) {
      assertThat(list(store, "", ListOptions.DEFAULTS, omitted)).containsExactly("\uFFFD");
      assertThat(store.readBytes("\uFFFD")).isEmpty();
    }
    assertThat(omitted).containsExactly(new OmittedName("\\xE9", Reason.INVALID_NAME));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletingADirectoryDeletesWhatNoPathCanName(boolean handles) throws Exception {
    shell("mkdir -p d/e f && touch \"$(printf 'd/caf\\351')\" \"$(printf 'd/e/line\\nfeed')\"");
    shell("mkdir -p \"$(printf 'd/old\\351/older\\352')\" && touch \"$(printf 'd/old\\351/x')\"");
    shell("touch f/plain \"$(printf 'stray\\351')\"");
    try (LocalFileStore store = open(handles)) {
      store.deleteDirectory("d");
      assertThat(root.resolve("d")).doesNotExist();
      assertThat(store.list("")).containsExactly("f/");

      store.clear();
      assertThat(root.toFile().list()).containsExactly(".coffer");
    }
  }

  /** Far deeper than a stack, a path or the open files of a process allow. */
  @Test
  void aTreeThatIsDeeperThanAPathIsListedAndDeleted() throws Exception {
    String way = "d/".repeat(500);
    shell("for i in 1 2 3 4 5 6 7 8; do mkdir -p " + way + " && cd -P " + way + "; done");
    List<OmittedName> omitted = new ArrayList<>();
    try (LocalFileStore store = open(true)) {
      assertThat(list(store, "", ListOptions.DEFAULTS.recursive(), omitted)).isEmpty();
      assertThat(omitted).hasSize(1).first().satisfies(ForeignNamesTest::isTooLong);

      store.deleteDirectory("d");
      assertThat(Files.exists(root.resolve("d"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
  }

  private static void isTooLong(OmittedName omitted) {
    assertThat(omitted.name()).hasSizeGreaterThan(1024).endsWith("/d/");
    assertThat(omitted.reason()).isEqualTo(Reason.INVALID_NAME);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListingReturnsToDirectoriesFarAboveTheDeepest(boolean handles) throws IOException {
    try (LocalFileStore store = open(handles)) {
      String deep = "d/".repeat(75);
      store.write(deep + "deepest", "text");
      for (int i = 0; i < 150; i += 30) {
        store.write(deep.substring(0, i) + "z", "text");
      }
      assertThat(list(store, "", ListOptions.DEFAULTS.recursive(), new ArrayList<>()))
          .containsExactly(
              deep + "deepest",
              deep.substring(0, 120) + "z",
              deep.substring(0, 90) + "z",
              deep.substring(0, 60) + "z",
              deep.substring(0, 30) + "z",
              "z");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileTakesThePlaceOfDeepDirectoriesWithoutFiles(boolean handles) throws Exception {
    Files.createDirectories(root.resolve("d/".repeat(100)));
    Files.createDirectories(root.resolve("d/e"));
    try (LocalFileStore store = open(handles)) {
      store.write("d", "text");
      assertThat(store.readString("d")).isEqualTo("text");
    }
  }
}
