package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeleteOptionsTest {
  private static final FilePath PATH = FilePath.of("d/a");

  @Test
  void thereIsNoConditionUnlessOneIsAskedFor() {
    assertThat(DeleteOptions.DEFAULTS.isConditional()).isFalse();
    assertThat(DeleteOptions.DEFAULTS.requiredEtag()).isEmpty();
    DeleteOptions.DEFAULTS.check(PATH, Optional.empty(), "store");
    DeleteOptions.DEFAULTS.check(PATH, Optional.of("any"), "store");
  }

  @Test
  void aConditionIsANewValueAndTheLastOneCounts() {
    DeleteOptions first = DeleteOptions.DEFAULTS.ifMatch("one");
    DeleteOptions second = first.ifMatch("two");
    assertThat(DeleteOptions.DEFAULTS.isConditional()).isFalse();
    assertThat(first.requiredEtag()).contains("one");
    assertThat(second.requiredEtag()).contains("two");
    assertThat(second.isConditional()).isTrue();
  }

  @Test
  void aConditionThatDoesNotHoldSaysWhy() {
    DeleteOptions options = DeleteOptions.DEFAULTS.ifMatch("seen");
    assertThatCode(() -> options.check(PATH, Optional.of("seen"), "store"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> options.check(PATH, Optional.of("other"), "store"))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "delete d/a on store: conflict with the present state (the file has changed: read it again)");
    assertThatThrownBy(() -> options.check(PATH, Optional.empty(), "store"))
        .isInstanceOf(ConflictException.class)
        .hasMessage("delete d/a on store: conflict with the present state (there is no such file)");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without a null checker may do
  void anEtagThatIsNotKnownIsNotTakenForNoCondition() {
    assertThatThrownBy(() -> DeleteOptions.DEFAULTS.ifMatch(null))
        .isInstanceOf(NullPointerException.class);
  }
}
