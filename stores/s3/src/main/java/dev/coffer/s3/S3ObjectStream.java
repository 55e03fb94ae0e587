package dev.coffer.s3;

import dev.coffer.io.BlockInputStream;
import dev.coffer.s3.direct.ObjectHead;
import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The body of a response. If it is closed at its end, its connection can be reused; if it is closed
 * earlier, the connection is dropped, because the rest would have to be downloaded.
 *
 * <p>The SDK throws an unchecked exception during a read if the bytes do not match the checksum.
 */
final class S3ObjectStream extends BlockInputStream {
  private final ResponseInputStream<ObjectHead> answer;
  private final Function<SdkException, RuntimeException> translation;
  private boolean ended;

  S3ObjectStream(
      ResponseInputStream<ObjectHead> answer,
      Function<SdkException, RuntimeException> translation) {
    this.answer = answer;
    this.translation = translation;
  }

  ObjectHead head() {
    return answer.response();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = answer.read(buffer, offset, length);
      ended |= read < 0;
      return read;
    } catch (SdkException e) {
      throw translation.apply(e);
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      answer.abort();
      return;
    }
    try {
      answer.close();
    } catch (IOException | SdkException e) { // the SDK's streams detect an interrupt here too
      answer.abort();
    }
  }
}
