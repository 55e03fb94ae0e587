package dev.coffer.gcs;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.json.GenericJson;
import com.google.api.client.util.ObjectParser;
import com.google.api.services.storage.model.StorageObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what answers hold. An answer is read to its end before it is parsed, so that a connection
 * that was lost can be told from an answer that makes no sense.
 */
final class ResponseReader {
  /** More than a page of the longest names and the most metadata has. */
  private static final int LARGEST = 64 << 20;

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private static final String OF_NOTHING = new Crc32c().text();

  private ResponseReader() {}

  /** The server answered, and what it answered is not of the API. */
  static final class UnusableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableException(String what, @Nullable Throwable cause) {
      super(what, cause);
    }
  }

  /** Makes a request; one attempt. */
  static <T> T of(AbstractGoogleClientRequest<T> request) throws IOException {
    return of(
        request.executeUnparsed(),
        request.getAbstractGoogleClient().getObjectParser(),
        request.getResponseClass());
  }

  /** Makes a request for an object; one attempt. */
  static StorageObject object(AbstractGoogleClientRequest<StorageObject> request)
      throws IOException {
    return checked(of(request));
  }

  /** Makes a request whose answer is empty; one attempt. What has a body is not of the API. */
  static boolean nothing(AbstractGoogleClientRequest<Void> request) throws IOException {
    HttpResponse answer = request.executeUnparsed();
    int status = answer.getStatusCode();
    int length = body(answer).length;
    if (status != NO_CONTENT && (status != OK || length > 0)) {
      throw new UnusableException("it is not that of a request that was carried out", null);
    }
    return true;
  }

  static <T> T of(HttpResponse answer, ObjectParser parser, Class<T> type) throws IOException {
    byte[] body = body(answer);
    T read;
    try {
      read = parser.parseAndClose(new ByteArrayInputStream(body), StandardCharsets.UTF_8, type);
    } catch (IOException | RuntimeException e) {
      throw new UnusableException("it cannot be read", e);
    }
    if (read == null) {
      throw new UnusableException("it is nothing", null);
    }
    if (read instanceof GenericJson json && json.containsKey("error")) {
      throw new UnusableException("it is a refusal, and its status that of a success", null);
    }
    return read;
  }

  private static byte[] body(HttpResponse answer) throws IOException {
    try (InputStream content = answer.getContent()) {
      byte[] body = content == null ? new byte[0] : content.readNBytes(LARGEST + 1);
      if (body.length > LARGEST) {
        throw new UnusableException("it has no end", null);
      }
      return body;
    } finally {
      answer.disconnect();
    }
  }

  /**
   * An object is nothing without its name and its generation; the rest may be missing. Some servers
   * leave out a size of 0.
   */
  static StorageObject checked(@Nullable StorageObject object) throws UnusableException {
    if (object == null || object.getName() == null || !isGeneration(object.getGeneration())) {
      throw new UnusableException("it tells no name or generation of the object", null);
    }
    BigInteger size = object.getSize();
    boolean empty = object.getCrc32c() == null || object.getCrc32c().equals(OF_NOTHING);
    if (size == null ? !empty : size.signum() < 0 || size.bitLength() > 63) {
      throw new UnusableException("it tells no length of the object", null);
    }
    return object;
  }

  /** There is none below 1: 0 stands for an object that is not there. */
  private static boolean isGeneration(@Nullable Long told) {
    return told != null && told > Generations.ABSENT;
  }
}
