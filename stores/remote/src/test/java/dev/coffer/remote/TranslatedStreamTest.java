package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranslatedStreamTest {
  private final List<String> ends = new ArrayList<>();

  private TranslatedStream of(InputStream in) {
    return new TranslatedStream(in, () -> ends.add("dropped"), IOException::new);
  }

  private InputStream bytes() {
    return new ByteArrayInputStream(new byte[] {1, 2}) {
      @Override
      public void close() {
        ends.add("closed");
      }
    };
  }

  @Test
  void anUncheckedExceptionIsALostConnection() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("of the SDK");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            throw new IllegalStateException("of the SDK");
          }
        };
    assertThrows(IOException.class, () -> of(broken).read());
  }

  @Test
  void aConnectionIsUsedAgainAfterTheEndAndDroppedBefore() throws IOException {
    try (TranslatedStream whole = of(bytes())) {
      assertThat(whole.readAllBytes()).hasSize(2);
    }
    try (TranslatedStream part = of(bytes())) {
      assertThat(part.read()).isEqualTo(1);
    }
    assertThat(ends).containsExactly("closed", "dropped");
  }
}
