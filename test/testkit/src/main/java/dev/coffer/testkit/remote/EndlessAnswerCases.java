package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Responses are read up to a limit, and the store can be used afterwards. */
interface EndlessAnswerCases extends HostileServerUnderTest {
  /** More requests than a call makes if it does not retry until a deadline. */
  int MOST_REQUESTS_OF_ENDLESS = 10;

  private List<Runnable> calls() {
    return List.of(
        () -> store().readBytes("a"),
        () -> store().stat("a"),
        () -> store().write("a", "y"),
        () -> store().list(""),
        () -> store().deleteFile("a"));
  }

  private void fail(Class<? extends FileStoreException> kind) {
    for (Runnable call : calls()) {
      int before = server().requests();
      assertThrows(kind, call::run);
      assertThat(server().requests() - before).isLessThan(MOST_REQUESTS_OF_ENDLESS);
    }
  }

  private void isUsable() {
    server().tell(Lie.NONE);
    assertThat(store().readString("a")).isEqualTo("x");
  }

  @Test
  default void aHeadWithALineWithoutAnEndIsAnError() {
    store().write("a", "x");
    tell(Lie.ENDLESS_LINE);
    fail(FileStoreException.class);
    isUsable();
  }

  @Test
  default void aHeadWithoutAnEndIsAnError() {
    store().write("a", "x");
    tell(Lie.ENDLESS_HEAD);
    fail(FileStoreException.class);
    isUsable();
  }

  @Test
  default void aRefusalWhoseTextHasNoEndIsKnownByItsStatus() {
    store().write("a", "x");
    tell(Lie.ENDLESS_REFUSAL);
    fail(PermissionDeniedException.class);
    isUsable();
  }

  @Test
  default void whatAServerSaysIsShortAndVisibleInAMessage() {
    tell(Lie.UNSEEMLY_WORDS);
    for (Runnable call : calls()) {
      assertThat(assertThrows(FileStoreException.class, call::run).getMessage())
          .hasSizeLessThan(1000)
          .contains("418")
          .matches(message -> message.chars().noneMatch(Character::isISOControl), "is visible")
          .doesNotContain("\u202e");
    }
  }
}
