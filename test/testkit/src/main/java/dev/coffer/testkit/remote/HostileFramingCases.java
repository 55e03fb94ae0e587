package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The head of a response determines its end; a contradictory head is an error. */
interface HostileFramingCases extends HostileServerUnderTest {
  /** More requests than a call makes if it does not retry until a deadline. */
  int MOST_REQUESTS_OF_A_CALL = 10;

  /** More than a store reads at once. */
  int LARGE = 600_000;

  @Test
  default void anAnswerOfANegativeLengthIsAnError() {
    isTrueOrAnError(Lie.LENGTH_NEGATIVE);
  }

  @Test
  default void anAnswerWhoseLengthIsNoNumberIsAnError() {
    isTrueOrAnError(Lie.LENGTH_NO_NUMBER);
  }

  @Test
  default void anAnswerWhoseLengthNoNumberHoldsIsAnError() {
    isTrueOrAnError(Lie.LENGTH_HUGE);
  }

  @Test
  default void anAnswerOfTwoLengthsIsAnError() {
    isTrueOrAnError(Lie.LENGTHS_DIFFERENT);
  }

  @Test
  default void anAnswerWithALengthAndInChunksIsAnError() {
    isTrueOrAnError(Lie.LENGTH_AND_CHUNKS);
  }

  @Test
  default void aResponseInAnUnknownCodingIsAnError() {
    isTrueOrAnError(Lie.CODING_UNKNOWN);
  }

  @Test
  default void anAnswerWithALineThatIsNoHeaderIsAnError() {
    isTrueOrAnError(Lie.HEAD_UNREADABLE);
  }

  @Test
  default void bytesBeforeAnAnswerAreAnError() {
    isTrueOrAnError(Lie.BYTES_BEFORE);
  }

  @Test
  default void bytesAfterAResponseAreNotThoseOfTheNext() {
    isTrue(Lie.BYTES_AFTER);
  }

  @Test
  default void anAnswerThatNoOneAskedForIsNotThatToTheNextRequest() {
    isTrue(Lie.ANSWER_AFTER);
  }

  @Test
  default void aBodyWhereNoneMayBeIsNotTheNextAnswer() {
    isTrue(Lie.BODY_OUT_OF_PLACE);
  }

  private void isTrueOrAnError(Lie lie) {
    isReported(lie, true);
  }

  private void isTrue(Lie lie) {
    isReported(lie, false);
  }

  private void isReported(Lie lie, boolean orAnError) {
    store().write("a", "x");
    store().write("b", "yy");
    server().put(key("large"), new byte[LARGE]);
    tell(lie);
    for (int round = orAnError ? 1 : 0; round < 2; round++) {
      is(orAnError, () -> store().readString("a"), "x");
      is(orAnError, () -> store().readString("b"), "yy");
      is(orAnError, () -> part("b"), "y");
      is(orAnError, () -> bytes("large"), new byte[LARGE]);
      is(orAnError, () -> store().stat("a").orElseThrow().size(), 1L);
      is(orAnError, () -> store().exists("none"), false);
      is(orAnError, () -> store().list(""), List.of("a", "b", "large"));
      is(orAnError, () -> store().write("c", "new").size(), 3L);
      is(orAnError, () -> isGone("c"), true);
    }
    server().tell(Lie.NONE);
    assertThat(store().readString("a")).isEqualTo("x");
    assertThat(store().list("")).contains("a", "b", "large");
  }

  private boolean isGone(String path) {
    try {
      store().deleteFile(path);
    } catch (NotFoundException e) {
      // It is gone, which the response to the first request did not report.
    }
    return !server().keys().contains(key(path));
  }

  private String part(String path) {
    return new String(bytes(path, 1, 1), StandardCharsets.UTF_8);
  }

  private byte[] bytes(String path) {
    return bytes(path, 0, Long.MAX_VALUE);
  }

  private byte[] bytes(String path, long offset, long length) {
    try (InputStream in = store().open(path, offset, length)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private <T> void is(boolean orAnError, Supplier<T> call, T right) {
    int before = server().requests();
    try {
      assertThat(call.get()).isEqualTo(right);
    } catch (FileStoreException e) {
      assertThat(orAnError).as(() -> "an error in place of the answer: " + e).isTrue();
    }
    assertThat(server().requests() - before).isLessThan(MOST_REQUESTS_OF_A_CALL);
  }
}
