package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.names;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Entry;
import dev.coffer.InvalidFilePathException;
import dev.coffer.ListOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A listing is complete whatever its size, and can be resumed where it was stopped. */
interface PagingCases extends StoreUnderTest {
  /** Entries as {@code list} names them. */
  private List<String> listed(String directory, ListOptions options) {
    try (Stream<Entry> entries = store().entries(directory, options)) {
      return entries
          .map(entry -> entry.isDirectory() ? entry.path() + "/" : entry.path().toString())
          .toList();
    }
  }

  private List<String> mixedDirectory() {
    fill(store(), "m/a", "m/b/1", "m/b/2", "m/b.txt", "m/c/d/3", "m/c0", "m/\uD83C\uDF88", "m/é/4");
    fill(store(), "l/before", "m2/behind", "n");
    return List.of("m/a", "m/b.txt", "m/b/", "m/c/", "m/c0", "m/é/", "m/\uD83C\uDF88");
  }

  @Test
  default void aPageSizeNeverChangesTheResult() {
    List<String> expected = mixedDirectory();
    List<String> files = walk(store(), "");
    for (int size = 1; size <= 12; size++) {
      ListOptions options = ListOptions.DEFAULTS.pageSize(size);
      assertThat(listed("m", options)).as("pages of %d", size).isEqualTo(expected);
      assertThat(listed("", options.recursive())).as("pages of %d", size).isEqualTo(files);
    }
  }

  @Test
  default void aPageSizeMayBeHuge() {
    List<String> expected = mixedDirectory();
    assertThat(listed("m", ListOptions.DEFAULTS.pageSize(Integer.MAX_VALUE))).isEqualTo(expected);
  }

  @Test
  default void aPageOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ListOptions.DEFAULTS.pageSize(0));
    assertThrows(IllegalArgumentException.class, () -> ListOptions.DEFAULTS.pageSize(-1));
  }

  @Test
  default void moreThanAThousandNamesAreListed() {
    List<String> names = thousands("d/", 1001);
    fill(store(), names);
    assertThat(store().list("d")).isEqualTo(names);
    assertThat(walk(store(), "")).isEqualTo(names);
    assertThat(listed("d", ListOptions.DEFAULTS.pageSize(1000))).isEqualTo(names);
  }

  @Test
  default void namesOverSeveralPagesAreListedOnceEach() {
    List<String> names = many("d/", 2500);
    fill(store(), names);
    int few = names.size() / 25;
    assertThat(listed("d", ListOptions.DEFAULTS.pageSize(few))).isEqualTo(names);
    int third = names.size() / 3;
    assertThat(listed("d", ListOptions.DEFAULTS.pageSize(third).recursive())).isEqualTo(names);
    assertThat(store().list("d")).isEqualTo(names);
  }

  @Test
  default void aLargeDirectoryIsListed() {
    List<String> names = names("large/", largeDirectory());
    fill(store(), names);
    assertThat(store().list("large")).isEqualTo(names);
  }

  @Test
  default void manyDirectoriesOverSeveralPagesAreListedOnceEach() {
    List<String> directories = new ArrayList<>();
    for (String name : names("d/", 150)) {
      fill(store(), name + "/a", name + "/b", name + "/c/d");
      directories.add(name + "/");
    }
    assertThat(listed("d", ListOptions.DEFAULTS.pageSize(7))).isEqualTo(directories);
    assertThat(listed("d", ListOptions.DEFAULTS.pageSize(1))).isEqualTo(directories);
  }

  @Test
  default void aListingContinuesAfterEachEntry() {
    List<String> expected = mixedDirectory();
    for (int i = 0; i < expected.size(); i++) {
      ListOptions options = ListOptions.DEFAULTS.startAfter(expected.get(i));
      List<String> rest = expected.subList(i + 1, expected.size());
      assertThat(listed("m", options)).as("after %s", expected.get(i)).isEqualTo(rest);
      assertThat(listed("m", options.pageSize(2))).isEqualTo(rest);
    }
  }

  @Test
  default void aRecursiveListingContinuesAfterEachFile() {
    mixedDirectory();
    List<String> files = walk(store(), "");
    for (int i = 0; i < files.size(); i++) {
      ListOptions options = ListOptions.DEFAULTS.recursive().startAfter(files.get(i));
      List<String> rest = files.subList(i + 1, files.size());
      assertThat(listed("", options)).as("after %s", files.get(i)).isEqualTo(rest);
      assertThat(listed("", options.pageSize(1))).isEqualTo(rest);
    }
  }

  @Test
  default void aListingContinuesPageByPage() {
    List<String> names = many("d/", 1200);
    fill(store(), names);
    List<String> all = new ArrayList<>();
    int size = names.size() * 5 / 24; // the fifth page is not full
    ListOptions options = ListOptions.DEFAULTS.pageSize(size);
    // One page more than there are, so that a store whose listing never ends fails.
    for (int page = 0; page < 6; page++) {
      List<String> entries = take(size, options);
      all.addAll(entries);
      options = entries.isEmpty() ? options : options.startAfter(entries.get(entries.size() - 1));
    }
    assertThat(all).isEqualTo(names);
  }

  private List<String> take(int size, ListOptions options) {
    try (Stream<Entry> entries = store().entries("d", options)) {
      return entries.limit(size).map(entry -> entry.path().toString()).toList();
    }
  }

  @Test
  default void theEntryToStartAfterNeedNotExist() {
    fill(store(), "d/a", "d/c", "d/e");
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("d/b"))).containsExactly("d/c", "d/e");
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("d/c!"))).containsExactly("d/e");
  }

  @Test
  default void aStartBeforeTheDirectoryListsAllOfIt() {
    fill(store(), "d/a", "d/b");
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("a"))).containsExactly("d/a", "d/b");
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("d"))).containsExactly("d/a", "d/b");
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("d/"))).containsExactly("d/a", "d/b");
  }

  @Test
  default void aStartAfterTheDirectoryListsNothing() {
    fill(store(), "d/a", "d/b", "z/c");
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("d/b"))).isEmpty();
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("d0"))).isEmpty();
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("z").recursive())).isEmpty();
  }

  @Test
  default void aStartInsideADirectorySkipsThatDirectory() {
    fill(store(), "d/b/1", "d/b/2", "d/c");
    ListOptions inside = ListOptions.DEFAULTS.startAfter("d/b/1");
    assertThat(listed("d", inside)).containsExactly("d/c");
    assertThat(listed("d", inside.recursive())).containsExactly("d/b/2", "d/c");
  }

  @Test
  default void aStartAtADirectorysNameWithoutItsSlashListsIt() {
    fill(store(), "d/b/1", "d/c");
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("d/b"))).containsExactly("d/b/", "d/c");
    assertThat(listed("d", ListOptions.DEFAULTS.startAfter("d/b/"))).containsExactly("d/c");
  }

  @Test
  default void aStartAfterADirectoryIncludesItsFilesInARecursiveListing() {
    fill(store(), "d/a", "d/b/1", "d/c");
    ListOptions options = ListOptions.DEFAULTS.recursive().startAfter("d/b/");
    assertThat(listed("d", options)).containsExactly("d/b/1", "d/c");
  }

  @Test
  default void aStartIsComparedByUtf8Bytes() {
    fill(store(), "\uFF21", "\uD83C\uDF88", "z");
    assertThat(listed("", ListOptions.DEFAULTS.startAfter("\uFF21")))
        .containsExactly("\uD83C\uDF88");
    assertThat(listed("", ListOptions.DEFAULTS.startAfter("\uD83C\uDF88"))).isEmpty();
  }

  @Test
  default void aStartThatIsNotAPathIsRefused() {
    assertThrows(
        InvalidFilePathException.class, () -> ListOptions.DEFAULTS.startAfter("../outside"));
  }
}
