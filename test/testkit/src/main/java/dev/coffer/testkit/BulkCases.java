package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.MIB;
import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.names;
import static dev.coffer.testkit.Samples.utf8;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many files in one call. */
interface BulkCases extends StoreUnderTest {
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private List<String> readTogether(List<String> paths) {
    try (Stream<byte[]> files = store().readAll(paths)) {
      return files.map(BulkCases::text).toList();
    }
  }

  @Test
  default void filesAreReadInTheRequestedOrder() {
    List<String> names = new ArrayList<>(many("d/", 700));
    fill(store(), names);
    Collections.shuffle(names, new Random(7));
    assertThat(readTogether(names)).isEqualTo(names);
  }

  @Test
  default void filesOfDifferentSizesAreReadInTheRequestedOrder() {
    List<String> names = names("", 40);
    for (int i = 0; i < names.size(); i++) {
      store().write(names.get(i), bytes(i % 5 == 0 ? 200_000 + i : i));
    }
    try (Stream<byte[]> files = store().readAll(names)) {
      List<Integer> sizes = files.map(file -> file.length).toList();
      for (int i = 0; i < sizes.size(); i++) {
        assertThat(sizes.get(i)).isEqualTo(i % 5 == 0 ? 200_000 + i : i);
      }
    }
  }

  @Test
  default void readingNoFilesReturnsNothing() {
    assertThat(readTogether(List.of())).isEmpty();
  }

  @Test
  default void aFileRequestedTwiceIsReadTwice() {
    fill(store(), "a", "b");
    assertThat(readTogether(List.of("a", "b", "/a", "a"))).containsExactly("a", "b", "a", "a");
  }

  @Test
  default void aMissingFileIsNotFoundWhenItsTurnComes() {
    fill(store(), "a", "b", "d");
    try (Stream<byte[]> files = store().readAll(List.of("a", "b", "missing", "d"))) {
      Iterator<byte[]> iterator = files.iterator();
      assertThat(text(iterator.next())).isEqualTo("a");
      assertThat(text(iterator.next())).isEqualTo("b");
      NotFoundException e = assertThrows(NotFoundException.class, () -> iterator.next());
      assertThat(e.path()).isEqualTo("missing");
    }
  }

  @Test
  default void countingFilesReadsThem() {
    fill(store(), "a", "b");
    assertThat(count(List.of("a", "b"))).isEqualTo(2);
    NotFoundException e =
        assertThrows(NotFoundException.class, () -> count(List.of("a", "missing", "b")));
    assertThat(e.path()).isEqualTo("missing");
  }

  private long count(List<String> paths) {
    try (Stream<byte[]> files = store().readAll(paths)) {
      return files.count();
    }
  }

  @Test
  default void aDirectoryIsNotFoundWhenItsTurnComes() {
    fill(store(), "a", "d/b");
    try (Stream<byte[]> files = store().readAll(List.of("a", "d"))) {
      Iterator<byte[]> iterator = files.iterator();
      assertThat(text(iterator.next())).isEqualTo("a");
      assertThrows(NotFoundException.class, () -> iterator.next());
    }
  }

  @Test
  default void missingFilesCanBeLeftOut() {
    fill(store(), "a", "b", "d/e");
    try (Stream<byte[]> files =
        store().readAllPresent(List.of("no", "b", "d", "no/too", "a", "d/e", "last"))) {
      assertThat(files.map(BulkCases::text).toList()).containsExactly("b", "a", "d/e");
    }
    try (Stream<byte[]> files = store().readAllPresent(List.of("no", "nor/this"))) {
      assertThat(files.toList()).isEmpty();
    }
  }

  @Test
  default void readingManyFilesCanBeStoppedEarly() {
    List<String> names = many("d/", 600);
    fill(store(), names);
    for (int i = 0; i < 20; i++) {
      try (Stream<byte[]> files = store().readAll(names)) {
        assertThat(text(files.iterator().next())).isEqualTo(names.get(0));
      }
    }
    assertThat(readTogether(names)).isEqualTo(names);
  }

  @Test
  default void filesBeyondTheMemoryForReadingAheadAreReadCompletely() {
    List<String> names = names("large/", 24);
    byte[] large = bytes(MIB);
    names.forEach(name -> store().write(name, large));
    try (Stream<byte[]> files = store().readAll(names)) {
      Iterator<byte[]> iterator = files.iterator();
      for (int i = 0; i < names.size(); i++) {
        assertThat(iterator.next()).isEqualTo(large);
      }
      assertThat(iterator.hasNext()).isFalse();
    }
  }

  @Test
  default void moreThanAThousandFilesAreReadTogether() {
    List<String> names = thousands("d/", 1500);
    fill(store(), names);
    assertThat(readTogether(names)).isEqualTo(names);
  }

  @Test
  default void aBadPathIsRefusedBeforeAnythingIsRead() {
    fill(store(), "a");
    for (String bad : List.of("../a", "d/", "", "a\\b")) {
      List<String> paths = List.of("a", bad);
      assertThrows(InvalidFilePathException.class, () -> store().readAll(paths));
      assertThrows(InvalidFilePathException.class, () -> store().readAllPresent(paths));
    }
  }

  @Test
  default void filesAreWrittenTogether() {
    Map<String, byte[]> files =
        names("d/", 300).stream().collect(Collectors.toMap(name -> name, Samples::utf8));
    store().writeAll(files);
    assertThat(readTogether(names("d/", 300))).isEqualTo(names("d/", 300));
    assertThat(walk(store(), "")).hasSize(300);
  }

  @Test
  default void writingNothingDoesNothing() {
    store().writeAll(Map.of());
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void filesWrittenTogetherReplaceOldOnes() {
    fill(store(), "a", "b", "c");
    store().writeAll(Map.of("a", utf8("new a"), "./b", utf8("new b"), "d/e", new byte[0]));
    assertThat(readTogether(List.of("a", "b", "c", "d/e")))
        .containsExactly("new a", "new b", "c", "");
  }

  @Test
  default void aBadPathIsRefusedBeforeAnythingIsWritten() {
    for (String bad : List.of("../a", "d/", "/", "a\\b", "x".repeat(256))) {
      Map<String, byte[]> files = new TreeMap<>(Map.of("a", utf8("x"), bad, utf8("x")));
      assertThrows(InvalidFilePathException.class, () -> store().writeAll(files));
      assertThat(store().list("")).isEmpty();
    }
  }

  @Test
  default void largeFilesAreWrittenTogether() {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      files.put("large/" + i, bytes(MIB + i));
    }
    store().writeAll(files);
    files.forEach((path, bytes) -> assertThat(store().readBytes(path)).isEqualTo(bytes));
  }
}
