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
 * The requests of a resumable upload: a place to which the bytes of one object are sent, one part
 * after the other. Nothing can be seen of it before its end.
 */
final class UploadSession {
  private static final String OCTETS = "application/octet-stream";
  private static final int RESUME = 308;

  /** The header Range of an answer: at most the digits that a file of 5 TiB needs. */
  private static final Pattern KEPT = Pattern.compile("(?:bytes=)?0-(\\d{1,15})");

  private final GcsBucket bucket;
  private final GenericUrl place;

  private UploadSession(GcsBucket bucket, GenericUrl place) {
    this.bucket = bucket;
    this.place = place;
  }

  /**
   * What the server says of an upload.
   *
   * @param kept how many bytes it has, when the upload goes on
   * @param object what was made, when it has ended
   */
  record State(long kept, @Nullable StorageObject object) {}

  /**
   * Begins an upload; one attempt.
   *
   * @param generation that is to be replaced; null for any
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
      // There is nothing to resume: it is a redirect.
      throw GoogleJsonResponseException.from(bucket.requests.getJsonFactory(), answer);
    }
    String location = answer.getHeaders().getLocation();
    answer.disconnect();
    if (location == null) {
      throw new ResponseReader.UnusableException("it tells no place for the upload", null);
    }
    return new UploadSession(bucket, place(location));
  }

  private static GenericUrl place(String location) throws IOException {
    try {
      return new GenericUrl(location, true);
    } catch (IllegalArgumentException e) {
      throw new ResponseReader.UnusableException("the place for the upload is no URL", e);
    }
  }

  /**
   * Sends the bytes of a part from a position on; one attempt.
   *
   * @param part that the position is in
   * @param start where the part begins in the object
   * @param position from where on its bytes are sent; at its end, only the end of the object is
   *     told
   * @param sum of the whole object, sent with its last part
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

  /** Asks how far the upload is; one attempt. */
  State ask() throws IOException {
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
      throw new ResponseReader.UnusableException("it does not say which bytes it has", null);
    }
    return Long.parseLong(kept.group(1)) + 1;
  }

  /** Makes a request; an answer that is none of those of the protocol is an exception. */
  private static HttpResponse answered(GcsBucket bucket, HttpRequest request) throws IOException {
    request.setThrowExceptionOnExecuteError(false);
    request.setParser(bucket.requests.getObjectParser());
    HttpResponse answer = request.execute();
    if (!answer.isSuccessStatusCode() && answer.getStatusCode() != RESUME) {
      throw GoogleJsonResponseException.from(bucket.requests.getJsonFactory(), answer);
    }
    return answer;
  }

  /** Ends the upload without an object; one attempt. */
  void cancel() throws IOException {
    HttpRequest request = bucket.requests.getRequestFactory().buildDeleteRequest(place);
    request.setThrowExceptionOnExecuteError(false).execute().disconnect();
  }
}
