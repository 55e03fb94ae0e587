package dev.coffer.gcs;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.json.JsonHttpContent;
import com.google.api.client.util.ObjectParser;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.remote.Part;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a resumable upload: a URL to which the bytes of one object are sent, part by
 * part. Nothing of the object is visible before its end.
 */
final class UploadSession {
  private static final String OCTETS = "application/octet-stream";
  private static final int RESUME = 308;

  /** The header Range of a response, with at most as many digits as a file of 5 TiB needs. */
  private static final Pattern KEPT = Pattern.compile("(?:bytes=)?0-(\\d{1,15})");

  private final GcsBucket bucket;
  private final GenericUrl place;

  private UploadSession(GcsBucket bucket, GenericUrl place) {
    this.bucket = bucket;
    this.place = place;
  }

  /**
   * The state of an upload on the server.
   *
   * @param kept how many bytes the server has, if the upload continues
   * @param object the created object, if the upload has ended
   */
  record State(long kept, @Nullable StorageObject object) {}

  /**
   * Begins an upload; one attempt.
   *
   * @param generation the generation to replace; null for any
   */
  static UploadSession begin(GcsBucket bucket, StorageObject draft, @Nullable Long generation)
      throws IOException {
    Storage.Objects.Insert insert =
        bucket
            .requests
            .objects()
            .insert(bucket.name(), null, new ByteArrayContent(null, new byte[0]))
            .setIfGenerationMatch(generation)
            .setKmsKeyName(draft.getKmsKeyName())
            .setUserProject(bucket.payer);
    insert.set("uploadType", "resumable");
    HttpRequest request =
        bucket
            .requests
            .getRequestFactory()
            .buildPostRequest(
                insert.buildHttpRequestUrl(),
                new JsonHttpContent(bucket.requests.getJsonFactory(), draft));
    request.getHeaders().set("X-Upload-Content-Type", draft.getContentType());
    HttpResponse answer = answered(bucket, request);
    if (answer.getStatusCode() == RESUME) {
      // Nothing can be resumed yet, so this is a redirect.
      throw GoogleJsonResponseException.from(bucket.requests.getJsonFactory(), answer);
    }
    String location = answer.getHeaders().getLocation();
    answer.disconnect();
    if (location == null) {
      throw new ResponseReader.UnusableException("it does not contain the URL of the upload", null);
    }
    return new UploadSession(bucket, place(location));
  }

  private static GenericUrl place(String location) throws IOException {
    try {
      return new GenericUrl(location, true);
    } catch (IllegalArgumentException e) {
      throw new ResponseReader.UnusableException("its URL of the upload is not valid", e);
    }
  }

  /**
   * Sends the bytes of a part from a position on; one attempt.
   *
   * @param part the part that contains the position
   * @param start the position of the part in the object
   * @param position the position of the first byte to send; at the end of the part only the size of
   *     the object is sent
   * @param sum the checksum of the complete object, sent with its last part
   */
  State send(Part part, long start, long position, Crc32c sum) throws IOException {
    long end = start + part.length();
    HttpContent rest =
        position == end
            ? new EmptyContent()
            : new PartContent(OCTETS, part, (int) (position - start));
    String which = position == end ? "*" : position + "-" + (end - 1);
    HttpRequest request = put(rest, which + "/" + (part.isLast() ? end : "*"));
    if (part.isLast()) {
      request.getHeaders().set("X-Goog-Hash", "crc32c=" + sum.text());
    }
    return state(request);
  }

  /** Requests the state of the upload; one attempt. */
  State requestState() throws IOException {
    return state(put(new EmptyContent(), "*/*"));
  }

  private HttpRequest put(HttpContent content, String range) throws IOException {
    HttpRequest request = bucket.requests.getRequestFactory().buildPutRequest(place, content);
    request.getHeaders().setContentRange("bytes " + range);
    return request;
  }

  private State state(HttpRequest request) throws IOException {
    HttpResponse answer = answered(bucket, request);
    if (answer.getStatusCode() != RESUME) {
      ObjectParser parser = bucket.requests.getObjectParser();
      return new State(
          0, ResponseReader.checked(ResponseReader.of(answer, parser, StorageObject.class)));
    }
    String range = answer.getHeaders().getRange();
    answer.disconnect();
    return new State(range == null ? 0 : kept(range), null);
  }

  private static long kept(String range) throws IOException {
    Matcher kept = KEPT.matcher(range);
    if (!kept.matches()) {
      throw new ResponseReader.UnusableException(
          "it does not report which bytes the server" + " has", null);
    }
    return Long.parseLong(kept.group(1)) + 1;
  }

  /** Sends a request; a response that is not one of the protocol is an exception. */
  private static HttpResponse answered(GcsBucket bucket, HttpRequest request) throws IOException {
    request.setThrowExceptionOnExecuteError(false);
    request.setParser(bucket.requests.getObjectParser());
    HttpResponse answer = request.execute();
    if (!answer.isSuccessStatusCode() && answer.getStatusCode() != RESUME) {
      throw GoogleJsonResponseException.from(bucket.requests.getJsonFactory(), answer);
    }
    return answer;
  }

  /** Cancels the upload; one attempt. */
  void cancel() throws IOException {
    HttpRequest request = bucket.requests.getRequestFactory().buildDeleteRequest(place);
    request.setThrowExceptionOnExecuteError(false).execute().disconnect();
  }
}
