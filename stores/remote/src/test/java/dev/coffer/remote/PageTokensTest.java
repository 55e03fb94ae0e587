package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.StorageFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokensTest {
  private final PageTokens tokens = new PageTokens("list", "d", "s3:bucket");

  @Test
  void tokensThatAreAllNewAreTaken() {
    for (int page = 0; page < 1000; page++) {
      assertThat(tokens.next("token-" + page)).isEqualTo("token-" + page);
    }
  }

  @ParameterizedTest
  @NullAndEmptySource
  void noTokenIsNoWayToGoOn(String none) {
    StorageFailureException e =
        assertThrows(StorageFailureException.class, () -> tokens.next(none));
    assertThat(e).hasMessageContaining("list d on s3:bucket").hasMessageContaining("not where");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void aCircleOfAnyLengthIsNoticed(int length) {
    for (int page = 0; page < 5; page++) {
      String unused = tokens.next("before-" + page);
    }
    StorageFailureException e =
        assertThrows(
            StorageFailureException.class,
            () -> {
              for (int page = 0; page < 4 * length + 10; page++) {
                String unused = tokens.next("in-" + page % length);
              }
            });
    assertThat(e).hasMessageContaining("circle");
  }
}
