package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.utf8;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Copies of one version of a file. */
interface ConditionalCopyCases extends StoreUnderTest {
  private FileInfo copyIfMatch(String source, String target, String etag) {
    return store().copy(source, target, CopyOptions.DEFAULTS.ifMatch(etag));
  }

  private ConflictException assertRefused(String source, String target, String etag) {
    return assertThrows(
        ConflictException.class, () -> copyIfMatch(source, target, etag), source + " " + etag);
  }

  @Test
  default void aCopyOfAVersionIsComplete() {
    byte[] bytes = bytes(200_000);
    WriteOptions options = WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "ü");
    String etag = store().write("a", bytes, options).etag();
    FileInfo copied = copyIfMatch("a", "d/b", etag);
    FileInfo copy = store().stat("d/b").orElseThrow();
    assertThat(copied.path()).isEqualTo(FilePath.of("d/b"));
    assertThat(copied.etag()).isEqualTo(copy.etag());
    assertThat(store().readBytes("d/b")).isEqualTo(bytes);
    assertThat(copy.contentType()).contains("a/b");
    assertThat(copy.metadata()).isEqualTo(Map.of("k", "ü"));
    assertThat(store().stat("a").orElseThrow().etag()).isEqualTo(etag);
  }

  @Test
  default void aCopyOfAVersionReplacesItsTarget() {
    store().write("b", utf8("old and longer"), WriteOptions.DEFAULTS.metadata("k", "v"));
    copyIfMatch("a", "b", store().write("a", "new").etag());
    assertThat(store().readString("b")).isEqualTo("new");
    assertThat(store().stat("b").orElseThrow().metadata()).isEmpty();
  }

  @Test
  default void aCopyOfAVersionThatWasReplacedIsAConflictAndKeepsTheTarget() {
    String old = store().write("a", "first").etag();
    store().write("a", "other");
    store().write("b", "kept");
    assertRefused("a", "b", old);
    assertRefused("a", "c", old);
    assertThat(store().readString("b")).isEqualTo("kept");
    assertThat(walk(store(), "")).containsExactly("a", "b");
  }

  @Test
  default void aCopyOfAVersionOfAMissingFileIsAConflict() {
    String etag = store().write("a", "first").etag();
    fill(store(), "d/a");
    assertRefused("missing", "b", etag);
    assertRefused("no/such/file", "b", etag);
    assertRefused("d", "b", etag);
    assertThat(walk(store(), "")).containsExactly("a", "d/a");
  }

  @Test
  default void aCopyKnowsARewriteOfTheSameBytes() {
    requires(Capability.ETAG_PER_WRITE);
    String etag = store().write("a", "same").etag();
    store().write("a", "same");
    assertRefused("a", "b", etag);
  }

  @Test
  default void theEtagOfACopyIsNeverAPattern() {
    store().write("a", "first");
    for (String etag : List.of("*", "", "\"\"", "W/\"x\"", "no-such-etag", "a, b", "0")) {
      assertRefused("a", "b", etag);
    }
    assertThat(store().list("")).containsExactly("a");
  }

  @Test
  default void aVersionCopiedOntoItselfStays() {
    String etag = store().write("a", "x").etag();
    copyIfMatch("a", "a", etag);
    assertThat(store().readString("a")).isEqualTo("x");
    assertRefused("a", "a", "no-such-etag");
  }

  @Test
  default void aConflictOfACopyNamesOperationAndSourceAndIsNotRetryable() {
    String old = store().write("d/a", "first").etag();
    store().write("d/a", "second");
    for (String path : List.of("d/a", "d/missing")) {
      ConflictException e = assertRefused(path, "b", old);
      assertThat(e.operation()).isEqualTo("copy");
      assertThat(e.path()).isEqualTo(path);
      assertThat(e.store()).isEqualTo(store().name());
      assertThat(e.isRetryable()).isFalse();
    }
  }

  @Test
  default void aCopyOfAVersionInAViewStaysInIt() {
    String outside = store().write("a", "outside").etag();
    String inside = store().write("d/a", "inside").etag();
    CopyOptions ifOutside = CopyOptions.DEFAULTS.ifMatch(outside);
    assertThrows(ConflictException.class, () -> store().scoped("d").copy("a", "b", ifOutside));
    store().scoped("d").copy("a", "b", CopyOptions.DEFAULTS.ifMatch(inside));
    assertThat(store().readString("d/b")).isEqualTo("inside");
  }

  @Test
  default void aCopyIsNeverOfAnotherVersionThanTheOneThatWasSeen() throws InterruptedException {
    Map<String, String> written = new ConcurrentHashMap<>();
    Map<String, String> copied = new HashMap<>();
    AtomicBoolean copying = new AtomicBoolean(true);
    write(written, "first");
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; copying.get(); i++) {
                write(written, "" + i);
              }
            });
    writer.start();
    try {
      for (int i = 0; i < 30; i++) {
        copyWhatIsSeen(copied);
      }
    } finally {
      copying.set(false);
      writer.join();
    }
    copyWhatIsSeen(copied);
    assertThat(copied).isNotEmpty();
    assertThat(written).containsAllEntriesOf(copied);
  }

  private void write(Map<String, String> written, String text) {
    written.put(store().write("a", text).etag(), text);
  }

  private void copyWhatIsSeen(Map<String, String> copied) {
    String etag = store().stat("a").orElseThrow().etag();
    try {
      copyIfMatch("a", "copy", etag);
      copied.put(etag, store().readString("copy"));
    } catch (ConflictException e) {
      // The writer was faster.
    }
  }
}
