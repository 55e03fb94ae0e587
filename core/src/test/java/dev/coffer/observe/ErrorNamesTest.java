package dev.coffer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.NotFoundException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorNamesTest {
  private static final ErrorContext CONTEXT = new ErrorContext("read", "a", "s");

  @Test
  void theNameOfAnErrorIsThatOfItsKind() {
    NotFoundException error = new NotFoundException(CONTEXT, null, null);
    assertThat(Outcome.word(error)).isEqualTo("not-found");
    assertThat(new Outcome(Optional.of(error), Optional.empty(), 0, 0).word())
        .isEqualTo("not-found");
  }

  @Test
  void everyKindHasAName() {
    assertThat(ObserveOptions.kinds())
        .hasSize(15)
        .contains(
            "not-found", "conflict", "invalid-file-path", "storage-full", "interrupted-operation")
        .contains(Outcome.word(new ConflictException(CONTEXT, null, null)));
  }
}
