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
 * Reads responses. A response is read completely before it is parsed, so that a lost connection can
 * be distinguished from an invalid response.
 */
final class ResponseReader {
  /** Larger than a page with the longest names and the most metadata. */
  private static final int LARGEST = 64 << 20;

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private static final String OF_NOTHING = new Crc32c().text();

  private ResponseReader() {}

  /** Thrown if the response of the server is not one of the API. */
  static final class UnusableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableException(String what, @Nullable Throwable cause) {
      super(what, cause);
    }
  }

  /** Sends a request; one attempt. */
  static <T> T of(AbstractGoogleClientRequest<T> request) throws IOException {
    return of(
        request.executeUnparsed(),
        request.getAbstractGoogleClient().getObjectParser(),
        request.getResponseClass());
  }

  /** Sends a request for an object; one attempt. */
  static StorageObject object(AbstractGoogleClientRequest<StorageObject> request)
      throws IOException {
    return checked(of(request));
  }

  /**
   * Sends a request whose response is empty; one attempt. A response with a body is not one of the
   * API.
   */
  static boolean nothing(AbstractGoogleClientRequest<Void> request) throws IOException {
    HttpResponse answer = request.executeUnparsed();
    int status = answer.getStatusCode();
    int length = body(answer).length;
    if (status != NO_CONTENT && (status != OK || length > 0)) {
      throw new UnusableException("it is not the response to a completed request", null);
    }
    return true;
  }

  static <T> T of(HttpResponse answer, ObjectParser parser, Class<T> type) throws IOException {
    byte[] body = body(answer);
    T read;
    try {
      read = parser.parseAndClose(new ByteArrayInputStream(body), StandardCharsets.UTF_8, type);
    } catch (IOException | RuntimeException e) {
      throw new UnusableException("it cannot be parsed", e);
    }
    if (read == null) {
      throw new UnusableException("it is empty", null);
    }
    if (read instanceof GenericJson json && json.containsKey("error")) {
      throw new UnusableException("it is an error with the status of a success", null);
    }
    return read;
  }

  private static byte[] body(HttpResponse answer) throws IOException {
    try (InputStream content = answer.getContent()) {
      byte[] body = content == null ? new byte[0] : content.readNBytes(LARGEST + 1);
      if (body.length > LARGEST) {
        throw new UnusableException("it is too long", null);
      }
      return body;
    } finally {
      answer.disconnect();
    }
  }

  /**
   * Throws if the name or the generation of an object is missing; the rest is optional. Some
   * servers omit a size of 0.
   */
  static StorageObject checked(@Nullable StorageObject object) throws UnusableException {
    if (object == null || object.getName() == null || !isGeneration(object.getGeneration())) {
      throw new UnusableException(
          "it does not contain the name or the generation of the" + " object", null);
    }
    BigInteger size = object.getSize();
    boolean empty = object.getCrc32c() == null || object.getCrc32c().equals(OF_NOTHING);
    if (size == null ? !empty : size.signum() < 0 || size.bitLength() > 63) {
      throw new UnusableException("it does not contain the length of the object", null);
    }
    return object;
  }

  /**
   * Returns whether this is a generation, which is at least 1: 0 means that the object does not
   * exist.
   */
  private static boolean isGeneration(@Nullable Long number) {
    return number != null && number > Generations.ABSENT;
  }
}
