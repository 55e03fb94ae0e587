package dev.coffer.remote;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseFramingTest {
  private static void isRight(List<String> lengths, List<String> codings) {
    assertDoesNotThrow(() -> ResponseFraming.check(lengths, codings));
  }

  private static void isWrong(List<String> lengths, List<String> codings) {
    assertThrows(MalformedResponseException.class, () -> ResponseFraming.check(lengths, codings));
  }

  @Test
  void anAnswerMayTellOneEndOrNone() {
    isRight(List.of(), List.of());
    isRight(List.of("0"), List.of());
    isRight(List.of(), List.of("chunked"));
    isRight(List.of(), List.of("Chunked"));
  }

  @Test
  void theSameLengthTwiceIsOneEnd() {
    isRight(List.of("12", "12"), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-1", "+1", "1x", "0x1", "1.0", "1, 1", "9223372036854775808"})
  void aLengthIsANumber(String length) {
    isWrong(List.of(length), List.of());
  }

  @Test
  void anAnswerHasOneEnd() {
    isWrong(List.of("12", "13"), List.of());
    isWrong(List.of("12"), List.of("chunked"));
    isWrong(List.of(), List.of("chunked", "chunked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gzip", "gzip, chunked", "identity"})
  void aCodingIsKnown(String coding) {
    isWrong(List.of(), List.of(coding));
  }
}
