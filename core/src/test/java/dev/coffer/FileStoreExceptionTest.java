package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FileStoreExceptionTest {
  @Test
  void aMessageSaysOperationPathStoreProblemAndHint() {
    assertThat(
            new PermissionDeniedException(
                "write", "users/42/a.json", "s3:bucket", "add the right", null))
        .hasMessage("write users/42/a.json on s3:bucket: access denied (add the right)");
  }

  @Test
  void whatIsAbsentIsLeftOut() {
    assertThat(new NotFoundException("list", "", "disk", null, null).getMessage())
        .startsWith("list on disk: ")
        .doesNotContain("(", "null");
  }

  @Test
  void anErrorKnowsWhereItHappenedAndWhy() {
    IOException cause = new IOException("broken pipe");
    FileStoreException error = new ConnectionException("read", "a/b", "s3:bucket", null, cause);
    assertThat(error.operation()).isEqualTo("read");
    assertThat(error.path()).isEqualTo("a/b");
    assertThat(error.store()).isEqualTo("s3:bucket");
    assertThat(error).hasCause(cause);
  }

  @Test
  void aLostConnectionCanBeRetriedAndAConflictCannot() {
    assertThat(new ConnectionException("read", "a", "s", null, null).isRetryable()).isTrue();
    assertThat(new ConflictException("write", "a", "s", null, null).isRetryable()).isFalse();
  }

  @Test
  void controlCharactersOfAPathCannotForgeALine() {
    assertThat(
            new InvalidFilePathException("write", "a\r\nb\u001b\u2028\ud800", "s", null, null)
                .getMessage())
        .contains("a\\u000d\\u000ab\\u001b\\u2028\\ud800")
        .doesNotContain("\n", "\r", "\u001b");
  }

  @Test
  void aPathInTextIsShownAsItIs() {
    assertThat(new NotFoundException("read", "\u00e9/\ud83d\ude00 x", "s", null, null).getMessage())
        .startsWith("read \u00e9/\ud83d\ude00 x on s");
  }

  @Test
  void aVeryLongPathIsShortenedInTheMessageAlone() {
    String path = "x".repeat(100_000);
    FileStoreException error = new InvalidFilePathException("write", path, "s", null, null);
    assertThat(error.getMessage()).hasSizeLessThan(500).contains("…");
    assertThat(error.path()).isEqualTo(path);
  }

  @Test
  void oneErrorOfManyNamesTheOthers() {
    FileStoreException error =
        FileStoreException.ofAll(List.of(denied("a"), denied("b"), denied("c")));
    assertThat(error.getMessage()).startsWith("delete a on s").endsWith("2 more failed: b, c");
    assertThat(error.failures())
        .extracting(FileStoreException::path)
        .containsExactly("a", "b", "c");
    assertThat(error.getSuppressed()).hasSize(2);
  }

  @Test
  void anErrorOfVeryManyFilesStaysReadable() {
    List<FileStoreException> failures = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      failures.add(denied("file" + i));
    }
    FileStoreException error = FileStoreException.ofAll(failures);
    assertThat(error.getMessage()).contains("999 more failed", "…").hasSizeLessThan(1000);
    assertThat(error.failures()).hasSize(1000);
  }

  private static FileStoreException denied(String path) {
    return new PermissionDeniedException("delete", path, "s", null, null);
  }
}
