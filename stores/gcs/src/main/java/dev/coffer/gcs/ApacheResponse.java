package dev.coffer.gcs;

import com.google.api.client.http.LowLevelHttpResponse;
import dev.coffer.concurrent.Alarm;
import dev.coffer.remote.Interruptible;
import dev.coffer.remote.ResponseLimits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/**
 * The response to a request. If the body of a file is closed early, the connection is dropped,
 * because the rest would have to be downloaded; any other body is read to its end and has a maximum
 * size. The target of a redirect is hidden, so that neither a request for a file nor one for a
 * token follows it.
 */
final class ApacheResponse extends LowLevelHttpResponse {
  /** Larger than a page with the longest names and the most metadata. */
  private static final int LARGEST = 64 << 20;

  private final HttpUriRequest request;
  private final CloseableHttpResponse answer;
  private final Alarm alarm;
  private final boolean stream;
  private final Header[] headers;

  ApacheResponse(
      HttpUriRequest request, CloseableHttpResponse answer, Alarm alarm, boolean stream) {
    this.request = request;
    this.answer = answer;
    this.alarm = alarm;
    this.stream = stream;
    this.headers =
        Arrays.stream(answer.getAllHeaders())
            .filter(header -> !isRedirect() || !header.getName().equalsIgnoreCase("Location"))
            .toArray(Header[]::new);
    if (answer.getEntity() == null) {
      alarm.off();
    }
  }

  private boolean isRefusal() {
    return getStatusCode() >= 300;
  }

  private boolean isRedirect() {
    return isRefusal() && getStatusCode() < 400;
  }

  @Override
  public @Nullable InputStream getContent() throws IOException {
    HttpEntity entity = answer.getEntity();
    if (entity == null) {
      return null;
    }
    Received received = new Received(entity.getContent());
    if (stream) {
      return received;
    }
    return isRefusal()
        ? refusal(received)
        : ResponseLimits.limited(unpacked(received), LARGEST, this::disconnect);
  }

  /** The status of a refusal shows its meaning: without its text only the reason is missing. */
  private InputStream refusal(InputStream received) throws IOException {
    try {
      byte[] text = ResponseLimits.whole(unpacked(received), ResponseLimits.LARGEST_REFUSAL);
      received.close();
      return new ByteArrayInputStream(text);
    } catch (IOException e) {
      disconnect();
      return InputStream.nullInputStream();
    }
  }

  /** Returns the decompressed body; the size limit applies to it. */
  private InputStream unpacked(InputStream received) throws IOException {
    try {
      return isPacked() ? new GZIPInputStream(received) : received;
    } catch (EOFException e) {
      return received; // it is empty
    }
  }

  private boolean isPacked() {
    return "gzip".equals(value("Content-Encoding"));
  }

  @Override
  public @Nullable String getContentEncoding() {
    return stream || !isPacked() ? value("Content-Encoding") : null;
  }

  @Override
  public long getContentLength() {
    HttpEntity entity = answer.getEntity();
    return entity == null ? -1 : entity.getContentLength();
  }

  @Override
  public @Nullable String getContentType() {
    return value("Content-Type");
  }

  private @Nullable String value(String name) {
    Header header = answer.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  @Override
  public String getStatusLine() {
    return answer.getStatusLine().toString();
  }

  @Override
  public int getStatusCode() {
    return answer.getStatusLine().getStatusCode();
  }

  @Override
  public @Nullable String getReasonPhrase() {
    return answer.getStatusLine().getReasonPhrase();
  }

  @Override
  public int getHeaderCount() {
    return headers.length;
  }

  @Override
  public String getHeaderName(int index) {
    return headers[index].getName();
  }

  @Override
  public String getHeaderValue(int index) {
    return headers[index].getValue();
  }

  @Override
  public void disconnect() throws IOException {
    alarm.off();
    answer.close();
  }

  /** The body of the response. */
  private final class Received extends FilterInputStream {
    private final Interruptible interruptible = new Interruptible(request::abort);
    private boolean ended;

    Received(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      return noticed(in::read);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return noticed(() -> in.read(buffer, offset, length));
    }

    private int noticed(Interruptible.Blocking<Integer> reading) throws IOException {
      int read = punctual(reading);
      ended |= read < 0;
      if (ended) {
        alarm.off();
      }
      return read;
    }

    private int punctual(Interruptible.Blocking<Integer> blocking) throws IOException {
      try {
        return interruptible.run(blocking);
      } catch (IOException e) {
        throw alarm.rang() ? ApacheRequest.late(e) : e;
      }
    }

    @Override
    public void close() throws IOException {
      if (stream && !ended) {
        ended = true;
        disconnect();
        return;
      }
      try {
        int unused = punctual(this::drained);
      } finally {
        alarm.off();
      }
    }

    /**
     * Drains the body so that the connection can be reused: little is left of a response that is
     * not a file.
     */
    private int drained() throws IOException {
      in.close();
      return -1;
    }
  }
}
