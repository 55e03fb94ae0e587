package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FileStoreExceptionTest {
  private static FileStoreException full(String path, @Nullable String hint) {
    return new StorageFullException(new ErrorContext("write", path, "s3:bucket"), hint, null);
  }

  @Test
  void itsMessageHasOneForm() {
    assertThat(full("users/42/a.json", "delete files"))
        .hasMessage("write users/42/a.json on s3:bucket: storage full (delete files)");
  }

  @Test
  void withoutHintAndPathTheMessageLeavesThemOut() {
    assertThat(full("a", null)).hasMessage("write a on s3:bucket: storage full");
    assertThat(full("", null)).hasMessage("write on s3:bucket: storage full");
  }

  @Test
  void itsPartsCanBeAsked() {
    IOException cause = new IOException("reset");
    FileStoreException e =
        new ConnectionException(new ErrorContext("read", "a", "s3:bucket"), null, cause);
    assertThat(e.operation()).isEqualTo("read");
    assertThat(e.path()).isEqualTo("a");
    assertThat(e.store()).isEqualTo("s3:bucket");
    assertThat(e).hasCause(cause);
    assertThat(e.failures()).containsExactly(e);
  }

  @Test
  void onlyALostConnectionIsRetryable() {
    assertThat(
            new ConnectionException(new ErrorContext("read", "a", "s"), null, null).isRetryable())
        .isTrue();
    assertThat(full("a", null).isRetryable()).isFalse();
  }

  @Test
  void severalFailuresAreOneErrorThatNamesThemAll() {
    FileStoreException first = full("a", null);
    FileStoreException second = full("b", null);
    FileStoreException third = full("c", null);
    FileStoreException all = FileStoreException.ofAll(List.of(first, second, third));
    assertThat(all)
        .isInstanceOf(StorageFullException.class)
        .hasCause(first)
        .hasSuppressedException(second)
        .hasSuppressedException(third);
    assertThat(all.failures()).containsExactly(all, second, third);
    assertThat(all).hasMessage("write a on s3:bucket: storage full; 2 more failed: b, c");
  }

  @Test
  void whatNoFailureNamesHasSucceeded() {
    List<FilePath> given = Stream.of("a", "b", "c", "b").map(FilePath::of).toList();
    assertThat(full("b", null).succeeded(given)).map(FilePath::toString).containsExactly("a", "c");
    FileStoreException two = FileStoreException.ofAll(List.of(full("a", null), full("b", null)));
    assertThat(two.succeeded(given)).map(FilePath::toString).containsExactly("c");
  }

  @Test
  void afterAFailureOfTheWholeCallNothingIsKnown() {
    List<FilePath> given = Stream.of("a", "b").map(FilePath::of).toList();
    assertThat(full("", null).succeeded(given)).isEmpty();
    assertThat(full("elsewhere", null).succeeded(given)).isEmpty();
    FileStoreException both = FileStoreException.ofAll(List.of(full("a", null), full("", null)));
    assertThat(both.succeeded(given)).isEmpty();
  }

  @Test
  void theFailuresStayAsTheyWere() {
    FileStoreException first = full("a", null);
    FileStoreException both = FileStoreException.ofAll(List.of(first, full("b", null)));
    assertThat(both.failures()).hasSize(2);
    assertThat(first.failures()).containsExactly(first);
    assertThat(first.getSuppressed()).isEmpty();
    assertThat(first).hasMessage("write a on s3:bucket: storage full");
  }

  @Test
  void aLongListOfFailuresIsCutInTheMessageAlone() {
    List<FileStoreException> failures = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      failures.add(full("file-" + i, null));
    }
    FileStoreException all = FileStoreException.ofAll(failures);
    assertThat(all.failures()).hasSize(30);
    assertThat(all.getMessage()).contains("29 more failed", "file-20, …").doesNotContain("file-21");
  }

  @Test
  void errorsOfSeveralFailuresPutTogetherLoseNone() {
    FileStoreException left = FileStoreException.ofAll(List.of(full("a", null), full("b", null)));
    FileStoreException right = FileStoreException.ofAll(List.of(full("c", null), full("d", null)));
    FileStoreException all = FileStoreException.ofAll(List.of(left, right));
    assertThat(all.failures())
        .extracting(FileStoreException::path)
        .containsExactly("a", "b", "c", "d");
    assertThat(all.getSuppressed()).hasSize(3);
  }

  @Test
  void anErrorThatIsGivenTwiceCountsOnce() {
    FileStoreException same = full("a", null);
    FileStoreException all = FileStoreException.ofAll(List.of(same, same));
    assertThat(all.failures()).containsExactly(same);
    assertThat(all.getSuppressed()).isEmpty();
  }

  @Test
  void seenFromADirectoryEveryFailureLosesThePrefixOnce() {
    FileStoreException left =
        FileStoreException.ofAll(List.of(full("a/a/x", null), full("a/a/y", null)));
    FileStoreException right =
        FileStoreException.ofAll(List.of(full("a/a/z", null), full("a/a/w", null)));
    FileStoreException all = FileStoreException.ofAll(List.of(left, right));
    assertThat(all.relativeTo(FilePath.of("a")).failures())
        .extracting(FileStoreException::path)
        .containsExactly("a/x", "a/y", "a/z", "a/w");
    assertThat(all.failures())
        .extracting(FileStoreException::path)
        .containsExactly("a/a/x", "a/a/y", "a/a/z", "a/a/w");
  }

  @Test
  void aViewThrowsAnErrorOfItsOwnAndLeavesTheFirstAsItWas() {
    IOException system = new IOException("quota");
    FileStoreException below =
        new StorageFullException(
            new ErrorContext("write", "users/ada/x", "s"), "make room in users/ada", system);
    FileStoreException seen = below.relativeTo(FilePath.of("users/ada"));
    assertThat(seen)
        .isInstanceOf(StorageFullException.class)
        .hasMessage("write x on s: storage full")
        .hasCause(below)
        .hasRootCause(system);
    assertThat(below).hasMessage("write users/ada/x on s: storage full (make room in users/ada)");
  }

  @Test
  void aFailureThatIsCombinedAlreadyCountsOnce() {
    FileStoreException first = full("a", null);
    FileStoreException both = FileStoreException.ofAll(List.of(first, full("b", null)));
    FileStoreException all = FileStoreException.ofAll(List.of(both, first));
    assertThat(all.failures()).extracting(FileStoreException::path).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a | the file has changed: read it again | the file has changed: read it again",
        "file | the file has changed: read it again | the file has changed: read it again",
        "a | 'a/link' is a symbolic link | 'link' is a symbolic link",
        "a | there is a directory of that name | there is a directory of that name",
        "a/b | 'a' is a file |",
        "a/b | 'a/b' is a file |",
        "a/b | make room in a/b |",
        "users | no permission for /data/users/ada |",
        "d | the disk of /d-2/x is full | the disk of /d-2/x is full",
      })
  void aViewsHintNamesNoDirectoryOutsideOfIt(String view, String hint, @Nullable String seen) {
    FileStoreException e = full(view + "/x", hint).relativeTo(FilePath.of(view));
    assertThat(e)
        .hasMessage("write x on s3:bucket: storage full" + (seen == null ? "" : " (" + seen + ")"));
  }

  @Test
  void whatTheCallerMayRepeatStaysSoInAView() {
    ErrorContext context = new ErrorContext("read", "d/a", "s");
    FileStoreException passing = StorageFailureException.retryable(context, "changed", null);
    assertThat(passing.relativeTo(FilePath.of("d")).isRetryable()).isTrue();
    FileStoreException lasting = new StorageFailureException(context, "changed", null);
    assertThat(lasting.relativeTo(FilePath.of("d")).isRetryable()).isFalse();
  }

  @Test
  void aPathOutsideOfTheDirectoryStaysAsItIs() {
    FilePath view = FilePath.of("a");
    assertThat(full("a2/x", null).relativeTo(view).path()).isEqualTo("a2/x");
    assertThat(full("a", null).relativeTo(view).path()).isEmpty();
  }

  @Test
  void whatCannotBeSeenInAPathIsShownAsEscapes() {
    assertThat(full("a\n\u0085\u2028\u202eb\uD800", null))
        .hasMessageContaining(" a\\u000a\\u0085\\u2028\\u202eb\\ud800 on ");
    assertThat(full("é😀 ok", null)).hasMessageContaining(" é😀 ok on ");
  }

  @Test
  void aVeryLongPathIsShortened() {
    assertThat(full("x".repeat(5000), null)).hasMessageContaining(" " + "x".repeat(300) + "… on ");
    assertThat(full("x".repeat(300), null)).hasMessageContaining(" " + "x".repeat(300) + " on ");
    assertThat(full("x".repeat(5000), null).path()).hasSize(5000);
  }

  /** Creates an error of a kind. */
  private static FileStoreException of(Class<?> kind, ErrorContext context, @Nullable String hint)
      throws ReflectiveOperationException {
    return (FileStoreException)
        kind.getConstructor(ErrorContext.class, String.class, Throwable.class)
            .newInstance(context, hint, null);
  }

  static Stream<Class<?>> kinds() {
    return Stream.of(FileStoreException.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theHintForAClientShowsNeitherPathNorStore(Class<?> kind) throws Exception {
    ErrorContext local = new ErrorContext("write", "users/ada/a", "file:/var/data");
    ErrorContext bucket = new ErrorContext("write", "users/ada/a", "s3:photos");
    assertThat(of(kind, local, null).hint())
        .isNotBlank()
        .doesNotContain("users", "/var", "file:", "null", "write");
    assertThat(of(kind, local, "look at /var/data/users/ada/a").hint()).doesNotContain("/var");
    assertThat(of(kind, local, "the root '/srv' is gone").hint()).doesNotContain("/srv");
    assertThat(of(kind, bucket, "there is no bucket 'photos'").hint()).doesNotContain("photos");
    assertThat(of(kind, local, "secret detail of another kind").hint())
        .isIn(
            of(kind, local, null).hint(),
            of(kind, local, null).hint() + " (secret detail of another kind)");
  }

  @Test
  void noTwoKindsHaveTheSameHint() {
    ErrorContext context = new ErrorContext("read", "a", "s");
    assertThat(kinds().map(kind -> hintOf(kind, context))).doesNotHaveDuplicates().hasSize(15);
  }

  private static String hintOf(Class<?> kind, ErrorContext context) {
    try {
      return of(kind, context, null).hint();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theHintSaysWhatIsWrongWithTheRequest() {
    FileStore store = new InMemoryFileStore();
    store.write("a", "1");
    assertHint(() -> store.write("a/", "x"), "it ends in '/', so it names a directory");
    assertHint(() -> store.readString("../a"), "invalid path (");
    assertHint(() -> store.write("a", "2", WriteOptions.DEFAULTS.ifAbsent()), "the file exists");
    assertHint(() -> store.open("a", 5, 1), "offset 5 of 1 bytes");
    assertHint(() -> WriteOptions.DEFAULTS.metadata("No Key", "x"), "invalid metadata (");
    assertHint(() -> store.readString("missing"), "no such file");
  }

  private static void assertHint(ThrowingCallable call, String part) {
    assertThatExceptionOfType(FileStoreException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.hint()).contains(part));
  }

  @Test
  void theHintOfALocalStoreShowsNoPathOfTheMachine(@TempDir Path folder) throws IOException {
    Path root = folder.resolve("root");
    try (FileStore store = new LocalFileStore(root)) {
      store.write("d/a", "x");
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> store.write("d", "x"),
              () -> store.write("d/a/b", "x"),
              () -> store.readString("d"))) {
        assertThatExceptionOfType(FileStoreException.class)
            .isThrownBy(call)
            .satisfies(e -> assertThat(e.hint()).isNotBlank().doesNotContain(folder.toString()));
      }
      Files.move(root, folder.resolve("elsewhere"));
      assertThatExceptionOfType(FileStoreException.class)
          .isThrownBy(() -> store.readString("d/a"))
          .satisfies(e -> assertThat(e).hasMessageContaining(root.toString()))
          .satisfies(e -> assertThat(e.hint()).isEqualTo("wrong configuration"));
    }
  }
}
