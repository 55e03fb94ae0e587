package dev.coffer.remote.apache;

import java.io.IOException;
import org.apache.http.HttpResponse;
import org.apache.http.NoHttpResponseException;
import org.apache.http.config.MessageConstraints;
import org.apache.http.impl.conn.DefaultHttpResponseParser;
import org.apache.http.io.HttpMessageParser;
import org.apache.http.io.HttpMessageParserFactory;
import org.apache.http.io.HttpTransportMetrics;
import org.apache.http.io.SessionInputBuffer;
import org.apache.http.util.CharArrayBuffer;

/**
 * Reads the heads of answers. The client takes one for whole when its connection is closed in the
 * middle of it; half a header must not be believed.
 */
final class StrictResponseParser implements HttpMessageParserFactory<HttpResponse> {
  @Override
  public HttpMessageParser<HttpResponse> create(
      SessionInputBuffer buffer, MessageConstraints constraints) {
    return new Strict(new Lines(buffer), constraints);
  }

  /** Takes the first line for the status: the client would look for one in all that comes. */
  private static final class Strict extends DefaultHttpResponseParser {
    Strict(SessionInputBuffer buffer, MessageConstraints constraints) {
      super(buffer, null, null, constraints);
    }

    @Override
    protected boolean reject(CharArrayBuffer line, int count) {
      return true;
    }
  }

  /** The lines of a head; the last of them is always an empty one. */
  private record Lines(SessionInputBuffer buffer) implements SessionInputBuffer {
    @Override
    public int readLine(CharArrayBuffer line) throws IOException {
      int length = buffer.readLine(line);
      if (length < 0) {
        throw new NoHttpResponseException("the connection was lost in the head of an answer");
      }
      return length;
    }

    @Override
    public String readLine() throws IOException {
      return buffer.readLine();
    }

    @Override
    public int read() throws IOException {
      return buffer.read();
    }

    @Override
    public int read(byte[] bytes) throws IOException {
      return buffer.read(bytes);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return buffer.read(bytes, offset, length);
    }

    @Override
    @Deprecated
    public boolean isDataAvailable(int timeout) throws IOException {
      return buffer.isDataAvailable(timeout);
    }

    @Override
    public HttpTransportMetrics getMetrics() {
      return buffer.getMetrics();
    }
  }
}
