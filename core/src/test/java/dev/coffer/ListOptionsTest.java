package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ListOptionsTest {
  @Test
  void aPageHoldsAtLeastOneEntry() {
    assertThatIllegalArgumentException().isThrownBy(() -> ListOptions.DEFAULTS.pageSize(0));
    assertThat(ListOptions.DEFAULTS.pageSize(1).pageSize()).isEqualTo(1);
  }

  @Test
  void theStartIsNormalisedAndKeepsItsTrailingSlash() {
    assertThat(ListOptions.DEFAULTS.startAfter("/a/./b").startAfter()).contains("a/b");
    assertThat(ListOptions.DEFAULTS.startAfter("a//b/").startAfter()).contains("a/b/");
  }

  @Test
  void theRootStartsAtTheFirstEntry() {
    assertThat(ListOptions.DEFAULTS.startAfter("a").startAfter("/").startAfter()).isEmpty();
  }

  @Test
  void anIllegalStartIsRefused() {
    assertThatThrownBy(() -> ListOptions.DEFAULTS.startAfter("../a"))
        .isInstanceOf(InvalidFilePathException.class);
  }

  @Test
  void eachCallKeepsWhatWasAskedForBefore() {
    ListOptions options = ListOptions.DEFAULTS.startAfter("a").pageSize(7).recursive();
    assertThat(options.startAfter()).contains("a");
    assertThat(options.pageSize()).isEqualTo(7);
    assertThat(options.isRecursive()).isTrue();
    assertThat(ListOptions.DEFAULTS.isRecursive()).isFalse();
  }
}
