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
 * The answer to a request. The body of a file that is closed before its end drops the connection,
 * since the rest would have to be downloaded otherwise; any other is read to its end, and has one.
 * A redirect does not tell where it leads: nobody follows it, be it a request for a file or for a
 * token.
 */
final class ApacheResponse extends LowLevelHttpResponse {
  /** More than a page of the longest names and the most metadata has. */
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

  /** The status tells what a refusal means: without its text, all that is lost is the reason. */
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

  /** What is packed counts as much as it has to be unpacked. */
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

  /** The body of the answer. */
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

    /** Lets the connection be used again: what is left of an answer that is no file is little. */
    private int drained() throws IOException {
      in.close();
      return -1;
    }
  }
}
