package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.names;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contents of a directory, and their order. */
interface ListingCases extends StoreUnderTest {
  @Test
  default void anEmptyStoreListsNothing() {
    assertThat(store().list("")).isEmpty();
    assertThat(store().list("/")).isEmpty();
    assertThat(walk(store(), "")).isEmpty();
  }

  @Test
  default void aListHoldsOnlyDirectChildren() {
    fill(store(), "a", "d/b", "d/e/c", "d/e/f/g");
    assertThat(store().list("")).containsExactly("a", "d/");
    assertThat(store().list("d")).containsExactly("d/b", "d/e/");
    assertThat(store().list("d/e")).containsExactly("d/e/c", "d/e/f/");
  }

  @Test
  default void aWalkHoldsEveryFileBelow() {
    fill(store(), "a", "d/b", "d/e/c", "d/e/f/g");
    assertThat(walk(store(), "")).containsExactly("a", "d/b", "d/e/c", "d/e/f/g");
    assertThat(walk(store(), "d/e")).containsExactly("d/e/c", "d/e/f/g");
  }

  @Test
  default void everySpellingOfADirectoryListsIt() {
    fill(store(), "d/e/a");
    for (String spelling : List.of("d/e", "d/e/", "/d/e", "./d/e", "d//e", "d/./e/")) {
      assertThat(store().list(spelling)).as(spelling).containsExactly("d/e/a");
    }
  }

  @Test
  default void everySpellingOfTheRootListsIt() {
    fill(store(), "a");
    for (String spelling : List.of("", "/", ".", "./", "//", "/./")) {
      assertThat(store().list(spelling)).as(spelling).containsExactly("a");
      assertThat(walk(store(), spelling)).as(spelling).containsExactly("a");
    }
  }

  @Test
  default void aMissingDirectoryListsNothing() {
    fill(store(), "d/a");
    assertThat(store().list("missing")).isEmpty();
    assertThat(store().list("d/missing/too")).isEmpty();
    assertThat(walk(store(), "missing")).isEmpty();
  }

  @Test
  default void aFileListsNothing() {
    fill(store(), "d/a");
    assertThat(store().list("d/a")).isEmpty();
    assertThat(store().list("d/a/b")).isEmpty();
    assertThat(walk(store(), "d/a")).isEmpty();
  }

  @Test
  default void aListingWithoutSizesHasTheSameFilesOfTheSameVersions() {
    fill(store(), "a", "d/b", "d/e/c");
    for (ListOptions options : List.of(ListOptions.DEFAULTS, ListOptions.DEFAULTS.recursive())) {
      assertThat(versions(options.withoutSizes())).isEqualTo(versions(options));
    }
  }

  @Test
  default void aListingOfNamesHasTheNamesOfFilesAndDirectories() {
    fill(store(), "a", "d/b", "d/b!", "d/e/c");
    for (String directory : List.of("", "d", "d/e", "missing")) {
      List<FilePath> expected = paths(directory, ListOptions.DEFAULTS);
      ListOptions names = ListOptions.DEFAULTS.namesOnly();
      assertThat(paths(directory, names)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(paths(directory, names.recursive()))
          .isEqualTo(paths(directory, ListOptions.DEFAULTS.recursive()));
    }
    ListOptions later = ListOptions.DEFAULTS.namesOnly().startAfter("d/b");
    assertThat(paths("d", later))
        .containsExactlyInAnyOrder(FilePath.of("d/b!"), FilePath.of("d/e"));
  }

  private List<FilePath> paths(String directory, ListOptions options) {
    try (Stream<Entry> entries = store().entries(directory, options)) {
      return entries.map(Entry::path).toList();
    }
  }

  private List<String> versions(ListOptions options) {
    try (Stream<Entry> entries = store().list(FilePath.ROOT, options)) {
      return entries
          .map(entry -> entry.path() + (entry instanceof FileInfo file ? " " + file.etag() : "/"))
          .toList();
    }
  }

  @Test
  default void aDirectoryOfManyFilesIsListedOnce() {
    fill(store(), names("d/", 60));
    fill(store(), names("d/sub/", 60));
    fill(store(), "e");
    assertThat(store().list("")).containsExactly("d/", "e");
  }

  @Test
  default void siblingsThatShareAPrefixNeverMix() {
    fill(store(), "d/in", "d2/other", "dd.txt", "d.txt", "d!", "d-/x");
    assertThat(store().list("d")).containsExactly("d/in");
    assertThat(walk(store(), "d")).containsExactly("d/in");
    assertThat(store().list("d2")).containsExactly("d2/other");
    assertThat(store().list("")).containsExactly("d!", "d-/", "d.txt", "d/", "d2/", "dd.txt");
  }

  @Test
  default void theTrailingSlashOfADirectoryCountsInTheOrder() {
    fill(store(), "a0", "a/x", "a.b", "a!", "a-");
    assertThat(store().list("")).containsExactly("a!", "a-", "a.b", "a/", "a0");
  }

  @Test
  default void theOrderIsThatOfUtf8BytesBeyondTheBasicPlane() {
    // In UTF-16 the balloon starts with D83C, before FF21; in UTF-8 with F0, after EF.
    String wide = "\uFF21";
    String balloon = "\uD83C\uDF88";
    String privateUse = "\uE000";
    fill(store(), balloon, wide, privateUse, "z", "é");
    List<String> ordered = List.of("z", "é", privateUse, wide, balloon);
    assertThat(store().list("")).isEqualTo(ordered);
    assertThat(walk(store(), "")).isEqualTo(ordered);
  }

  @Test
  default void theOrderOfDirectoriesIsThatOfUtf8BytesToo() {
    fill(store(), "\uD83C\uDF88/x", "\uFF21/x", "z/x");
    assertThat(store().list("")).containsExactly("z/", "\uFF21/", "\uD83C\uDF88/");
    assertThat(walk(store(), "")).containsExactly("z/x", "\uFF21/x", "\uD83C\uDF88/x");
  }

  @Test
  default void theOrderIsByBytesNotByAlphabet() {
    fill(store(), "b", "B", "a", "A", "10", "9", "_", "~", " ");
    assertThat(store().list("")).containsExactly(" ", "10", "9", "A", "B", "_", "a", "b", "~");
  }

  @Test
  default void aWalkIsInTheOrderOfWholePaths() {
    fill(store(), "a/z", "a.b/c", "a!", "a0", "a/b/c", "a-b");
    assertThat(walk(store(), "")).containsExactly("a!", "a-b", "a.b/c", "a/b/c", "a/z", "a0");
  }

  @Test
  default void hiddenNamesAreListed() {
    fill(store(), ".hidden", ".config/x", "...", ".tmp", "a~", "#a#", ".#a");
    assertThat(store().list(""))
        .containsExactly("#a#", ".#a", "...", ".config/", ".hidden", ".tmp", "a~");
  }

  @Test
  default void nothingButWhatWasWrittenIsListed() {
    store().write("a", Samples.bytes(300_000));
    store().write("a", Samples.bytes(300_001));
    store().copy("a", "d/b");
    store().move("d/b", "e/c");
    assertThat(store().list("")).containsExactly("a", "e/");
    assertThat(walk(store(), "")).containsExactly("a", "e/c");
  }

  @Test
  default void aDirectoryIsGoneWithItsLastFile() {
    fill(store(), "d/e/f/a", "d/e/f/b");
    store().deleteFile("d/e/f/a");
    assertThat(store().list("d/e")).containsExactly("d/e/f/");
    store().deleteFile("d/e/f/b");
    assertThat(store().list("d/e/f")).isEmpty();
    assertThat(store().list("d/e")).isEmpty();
    assertThat(store().list("d")).isEmpty();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aDirectoryStaysWhileSomethingIsDeepBelow() {
    fill(store(), "d/a", "d/e/f/b");
    store().deleteFile("d/a");
    assertThat(store().list("")).containsExactly("d/");
    assertThat(store().list("d")).containsExactly("d/e/");
  }

  @Test
  default void entriesDistinguishFilesFromDirectories() {
    fill(store(), "a", "d/b");
    try (Stream<Entry> entries = store().entries("", ListOptions.DEFAULTS)) {
      List<Entry> found = entries.toList();
      assertThat(found).extracting(Entry::isDirectory).containsExactly(false, true);
      assertThat(found.get(0)).isInstanceOf(FileInfo.class);
      assertThat(found.get(1)).isEqualTo(new Directory(FilePath.of("d")));
    }
  }

  @Test
  default void entriesCarryPathSizeTimeAndEtag() {
    FileInfo written = store().write("d/a", "hello");
    FileInfo stat = store().stat("d/a").orElseThrow();
    try (Stream<Entry> entries = store().entries("d", ListOptions.DEFAULTS)) {
      FileInfo entry = (FileInfo) entries.findFirst().orElseThrow();
      assertThat(entry.path()).isEqualTo(FilePath.of("d/a"));
      assertThat(entry.size()).isEqualTo(5);
      assertThat(entry.etag()).isEqualTo(written.etag());
      assertThat(entry.lastModified()).isEqualTo(stat.lastModified());
    }
  }

  @Test
  default void aListingReturnsTheNewSizeOfAReplacedFile() {
    store().write("a", "long text");
    store().write("a", "new");
    try (Stream<FileInfo> files = store().walk("")) {
      assertThat(files.map(FileInfo::size)).containsExactly(3L);
    }
  }

  @Test
  default void recursiveEntriesAreFilesOnly() {
    fill(store(), "a", "d/b", "d/e/c");
    try (Stream<Entry> entries = store().entries("", ListOptions.DEFAULTS.recursive())) {
      assertThat(entries.toList()).hasSize(3).noneMatch(Entry::isDirectory);
    }
  }

  @Test
  default void aDeepTreeIsWalked() {
    String deep = "d/".repeat(200) + "file";
    fill(store(), deep, "d/a");
    assertThat(walk(store(), "")).containsExactlyInAnyOrder("d/a", deep);
    assertThat(walk(store(), "d/".repeat(150))).containsExactly(deep);
  }

  @Test
  default void aListingCanBeStoppedEarly() {
    List<String> names = names("d/", 50);
    fill(store(), names);
    try (Stream<FileInfo> files = store().walk("d")) {
      Iterator<FileInfo> iterator = files.iterator();
      assertThat(iterator.next().path()).hasToString(names.get(0));
      assertThat(iterator.next().path()).hasToString(names.get(1));
    }
    assertThat(store().list("d")).isEqualTo(names);
  }

  @Test
  default void aListingCanBeClosedTwiceAndUnread() {
    fill(store(), "a");
    Stream<FileInfo> files = store().walk("");
    files.close();
    files.close();
    assertThat(store().list("")).containsExactly("a");
  }

  @Test
  default void twoListingsDoNotDisturbEachOther() {
    List<String> names = names("", 30);
    fill(store(), names);
    List<String> one = new ArrayList<>();
    List<String> two = new ArrayList<>();
    ListOptions small = ListOptions.DEFAULTS.pageSize(4);
    try (Stream<Entry> first = store().entries("", small);
        Stream<Entry> second = store().entries("", small)) {
      Iterator<Entry> firsts = first.iterator();
      Iterator<Entry> seconds = second.iterator();
      while (firsts.hasNext()) {
        one.add(firsts.next().path().toString());
        two.add(seconds.next().path().toString());
      }
    }
    assertThat(one).isEqualTo(names);
    assertThat(two).isEqualTo(names);
  }

  @Test
  default void whatAListingNamesCanBeRead() {
    fill(store(), "a", "d/b", "d/e/c");
    for (String path : walk(store(), "")) {
      assertThat(store().readString(path)).isEqualTo(path);
    }
  }

  @Test
  default void filesCanBeDeletedWhileTheyAreWalked() {
    fill(store(), names("d/", 120));
    try (Stream<Entry> files = store().entries("d", ListOptions.DEFAULTS.pageSize(10))) {
      files.forEach(file -> store().deleteFile(file.path().toString()));
    }
    assertThat(store().list("")).isEmpty();
  }
}
