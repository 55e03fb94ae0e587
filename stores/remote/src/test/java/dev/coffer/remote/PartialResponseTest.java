package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialResponseTest {
  private final InputStream body = new ByteArrayInputStream(new byte[] {0, 1, 2, 3, 4});

  @Test
  void aPartThatBeginsWhereItShouldIsTakenAsItIs() throws IOException {
    PartialResponse part = new PartialResponse(206, "bytes 7-11/20");
    assertThat(part.from(7, body)).isSameAs(body);
    assertThat(part.size()).hasValue(20);
  }

  @Test
  void theSizeOfTheFileMayBeUnknown() throws IOException {
    PartialResponse part = new PartialResponse(206, "bytes 7-11/*");
    assertThat(part.from(7, body)).isSameAs(body);
    assertThat(part.size()).isEmpty();
  }

  @Test
  void ofAWholeFileTheBytesBeforeThePositionAreDropped() throws IOException {
    PartialResponse whole = new PartialResponse(200, null);
    assertThat(whole.size()).isEmpty();
    assertThat(whole.from(0, body)).isSameAs(body);
    assertThat(whole.from(3, body)).hasBinaryContent(new byte[] {3, 4});
  }

  @Test
  void aWholeFileThatEndsBeforeThePositionIsALostConnection() throws IOException {
    InputStream rest = new PartialResponse(200, null).from(6, body);
    assertThrows(EOFException.class, rest::read);
  }

  @Test
  void aWholeFileHasNoPartWhateverItsHeadSays() throws IOException {
    PartialResponse whole = new PartialResponse(200, "bytes 3-4/9");
    assertThat(whole.size()).isEmpty();
    assertThat(whole.from(3, body)).hasBinaryContent(new byte[] {3, 4});
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "bytes 0-4/20",
        "bytes 8-11/20",
        "bytes 7-3/20",
        "bytes */20",
        "bytes 7-99999999999999999999/20",
        "lines 7-11/20",
        "bytes 7-11"
      })
  void anotherPartOrNoneIsRefused(String contentRange) {
    assertThrows(
        ProtocolException.class, () -> new PartialResponse(206, contentRange).from(7, body));
  }
}
