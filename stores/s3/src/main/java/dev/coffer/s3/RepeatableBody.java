package dev.coffer.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.entity.AbstractHttpEntity;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The body of a request, which is sent again if a proxy first requires a password. */
final class RepeatableBody extends AbstractHttpEntity {
  private final ContentStreamProvider body;
  private final long length;

  RepeatableBody(SdkHttpRequest head, ContentStreamProvider body) {
    this.body = body;
    this.length = head.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
    setChunked(length < 0);
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public InputStream getContent() {
    return body.newStream();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = body.newStream()) {
      in.transferTo(out);
    }
  }

  @Override
  public boolean isStreaming() {
    return false;
  }
}
