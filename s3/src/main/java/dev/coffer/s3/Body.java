package dev.coffer.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The body of an answer. Closed at its end, its connection can be used again; closed before, the
 * connection is dropped, since the rest would have to be downloaded otherwise.
 */
final class Body extends FilterInputStream {
  private final ResponseInputStream<GetObjectResponse> answer;
  private boolean ended;

  Body(ResponseInputStream<GetObjectResponse> answer) {
    super(answer);
    this.answer = answer;
  }

  GetObjectResponse response() {
    return answer.response();
  }

  @Override
  public int read() throws IOException {
    int read = answer.read();
    ended |= read < 0;
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = answer.read(buffer, offset, length);
    ended |= read < 0;
    return read;
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
    } catch (IOException e) {
      answer.abort();
    }
  }
}
