package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FileStoreExceptionTest {
  private static FileStoreException full(String path, @Nullable String hint) {
    return new StorageFullException("write", path, "s3:bucket", hint, null);
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
    FileStoreException e = new ConnectionException("read", "a", "s3:bucket", null, cause);
    assertThat(e.operation()).isEqualTo("read");
    assertThat(e.path()).isEqualTo("a");
    assertThat(e.store()).isEqualTo("s3:bucket");
    assertThat(e).hasCause(cause);
    assertThat(e.failures()).containsExactly(e);
  }

  @Test
  void onlyALostConnectionIsRetryable() {
    assertThat(new ConnectionException("read", "a", "s", null, null).isRetryable()).isTrue();
    assertThat(full("a", null).isRetryable()).isFalse();
  }

  @Test
  void severalFailuresAreOneErrorThatNamesThemAll() {
    FileStoreException first = full("a", null);
    FileStoreException second = full("b", null);
    FileStoreException third = full("c", null);
    FileStoreException all = FileStoreException.ofAll(List.of(first, second, third));
    assertThat(all).isSameAs(first).hasSuppressedException(second).hasSuppressedException(third);
    assertThat(all.failures()).containsExactly(first, second, third);
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
    all.seenFrom(FilePath.of("a"));
    assertThat(all.failures())
        .extracting(FileStoreException::path)
        .containsExactly("a/x", "a/y", "a/z", "a/w");
  }

  @Test
  void aPathOutsideOfTheDirectoryStaysAsItIs() {
    FilePath view = FilePath.of("a");
    assertThat(full("a2/x", null).seenFrom(view).path()).isEqualTo("a2/x");
    assertThat(full("a", null).seenFrom(view).path()).isEmpty();
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
}
