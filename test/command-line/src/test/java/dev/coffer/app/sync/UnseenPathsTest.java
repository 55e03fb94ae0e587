package dev.coffer.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.OmittedName;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UnseenPathsTest {
  private final UnseenPaths unseen = new UnseenPaths();

  private boolean covers(String path) {
    return unseen.covers(FilePath.of(path));
  }

  @Test
  void aFailureCoversItsPathAndWhatIsBelowAndNothingElse() {
    unseen.failed("d/a", new IOException());
    assertThat(covers("d/a")).isTrue();
    assertThat(covers("d/a/b/c")).isTrue();
    assertThat(covers("d/a.txt")).isFalse();
    assertThat(covers("d")).isFalse();
    assertThat(covers("a")).isFalse();
  }

  @Test
  void aRootThatCannotBeReadCoversAll() {
    unseen.unreadable("", new IllegalStateException());
    unseen.forgetBefore(FilePath.of("z"));
    assertThat(unseen.coversAll()).isTrue();
    assertThat(covers("a")).isTrue();
  }

  @Test
  void whatIsPassedIsForgottenAndWhatMayComeIsNot() {
    unseen.unreadable("a/", new IllegalStateException());
    unseen.omitted(new OmittedName("b", OmittedName.Reason.LINK));
    unseen.forgetBefore(FilePath.of("a.txt"));
    assertThat(covers("a/x")).as("comes behind a.txt").isTrue();
    unseen.forgetBefore(FilePath.of("b"));
    assertThat(covers("a/x")).isFalse();
    assertThat(covers("b/x")).isTrue();
  }
}
