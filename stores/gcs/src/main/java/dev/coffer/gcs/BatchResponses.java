package dev.coffer.gcs;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonErrorContainer;
import com.google.api.client.util.ObjectParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Type;
import java.nio.charset.Charset;

/**
 * Parses the parts of a batch response: successes as text, which must be empty for a deletion, and
 * errors as JSON. A part that cannot be parsed has the code 0 and does not affect the others.
 */
record BatchResponses(ObjectParser json) implements ObjectParser {
  static final int UNREADABLE = 0;

  @Override
  public <T> T parseAndClose(InputStream in, Charset charset, Class<T> type) throws IOException {
    return type == String.class
        ? type.cast(new String(in.readAllBytes(), charset))
        : type.cast(refusal(in, charset));
  }

  private GoogleJsonErrorContainer refusal(InputStream in, Charset charset) throws IOException {
    byte[] text = in.readAllBytes(); // a lost connection is not an error response
    try {
      GoogleJsonErrorContainer read =
          json.parseAndClose(
              new ByteArrayInputStream(text), charset, GoogleJsonErrorContainer.class);
      return read == null || read.getError() == null ? unreadable() : read;
    } catch (IOException | RuntimeException e) {
      return unreadable();
    }
  }

  private static GoogleJsonErrorContainer unreadable() {
    GoogleJsonErrorContainer container = new GoogleJsonErrorContainer();
    container.setError(new GoogleJsonError());
    return container;
  }

  @Override
  public Object parseAndClose(InputStream in, Charset charset, Type type) throws IOException {
    return json.parseAndClose(in, charset, type);
  }

  @Override
  public <T> T parseAndClose(Reader reader, Class<T> type) throws IOException {
    return json.parseAndClose(reader, type);
  }

  @Override
  public Object parseAndClose(Reader reader, Type type) throws IOException {
    return json.parseAndClose(reader, type);
  }
}
