package dev.coffer.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BlockInputStreamTest {
  @Test
  void aSingleByteIsABlockOfOne() throws IOException {
    byte[] bytes = {0, -1};
    BlockInputStream stream =
        new BlockInputStream() {
          private int position;

          @Override
          public int read(byte[] buffer, int offset, int length) {
            if (position == bytes.length) {
              return -1;
            }
            buffer[offset] = bytes[position++];
            return 1;
          }
        };
    assertThat(stream.read()).isZero();
    assertThat(stream.read()).isEqualTo(255);
    assertThat(stream.read()).isEqualTo(-1);
  }
}
