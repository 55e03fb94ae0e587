package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.StagedWrites;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is to be done before a file appears, on a store that stages it. */
interface StagedWriteCases extends StoreUnderTest {
  /** Returns options with a step; the case is skipped if the store has no staged writes. */
  private WriteOptions after(Runnable step) {
    assumeTrue(store().unwrap(StagedWrites.class).isPresent(), "the store has no staged writes");
    return WriteOptions.DEFAULTS.publishedAfter(step);
  }

  @Test
  default void aNewFileAppearsAfterWhatComesFirst() {
    List<Boolean> seen = new ArrayList<>();
    WriteOptions options = after(() -> seen.add(store().exists("a")));
    store().write("a", "text", options.ifAbsent());
    store().write("b", "text", after(() -> seen.add(store().exists("b"))));
    assertThat(seen).hasSizeGreaterThanOrEqualTo(2).containsOnly(false);
    assertThat(store().readString("a") + store().readString("b")).isEqualTo("texttext");
  }

  @Test
  default void aFileIsReplacedAfterWhatComesFirst() {
    List<String> seen = new ArrayList<>();
    FileInfo old = store().write("a", "old");
    WriteOptions options = after(() -> seen.add(store().readString("a")));
    store().write("a", "new", options.ifMatch(old.etag()));
    assertThat(seen).isNotEmpty().containsOnly("old");
    assertThat(store().readString("a")).isEqualTo("new");
  }

  @Test
  default void ifWhatComesFirstFailsNothingIsChanged() {
    StorageFullException full =
        new StorageFullException(new ErrorContext("announce", "a", "a log"), "make room", null);
    WriteOptions options =
        after(
            () -> {
              throw full;
            });
    FileInfo old = store().write("a", "old");
    for (String path : List.of("a", "b", "c/d")) {
      assertThat(
              assertThrows(StorageFullException.class, () -> store().write(path, "new", options)))
          .hasMessage(full.getMessage());
    }
    assertThat(store().readString("a")).isEqualTo("old");
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(old.etag());
    assertThat(store().list("")).hasSize(1);
  }
}
