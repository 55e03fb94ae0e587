package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHandler;
import dev.coffer.testkit.http.HttpHead;
import dev.coffer.testkit.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many calls in one request. They are done one after the other, and each has its own response.
 *
 * <p>Documentation: {@code batch}.
 */
final class Batches {
  private static final int MOST = 100;
  private static final String BOUNDARY = "batch_of_answers";

  private final HttpHandler api;

  /** A call as received, and its id in the batch. */
  private record Part(Optional<String> id, String call) {}

  Batches(HttpHandler api) {
    this.api = api;
  }

  HttpAnswer answer(ApiCall batch) throws IOException {
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    for (Part part : parts(batch)) {
      write(answers, "--" + BOUNDARY + "\r\nContent-Type: application/http\r\n");
      if (part.id().isPresent()) {
        write(answers, "Content-ID: " + part.id().get().replaceFirst("<", "<response-") + "\r\n");
      }
      write(answers, "\r\n");
      api.answer(request(part.call(), batch)).writeTo(answers, true, false);
      write(answers, "\r\n");
    }
    write(answers, "--" + BOUNDARY + "--\r\n");
    return HttpAnswer.of(
        200,
        Map.of("Content-Type", "multipart/mixed; boundary=" + BOUNDARY),
        answers.toByteArray());
  }

  /** Returns all calls; throws if there are too many. */
  private static List<Part> parts(ApiCall batch) throws IOException {
    List<Part> parts = new ArrayList<>();
    Multipart body = new Multipart(batch.http());
    for (Optional<HttpHead> head = body.next(); head.isPresent(); head = body.next()) {
      String call = new String(body.bytes(), StandardCharsets.ISO_8859_1);
      parts.add(new Part(head.get().header("Content-ID"), call));
    }
    if (parts.isEmpty() || parts.size() > MOST) {
      throw Refusal.invalid("A batch request has 1 to 100 calls: " + parts.size());
    }
    return parts;
  }

  /** Returns the call as a request of its own, with the headers of the batch as defaults. */
  private static HttpRequest request(String text, ApiCall batch) throws IOException {
    int line = text.indexOf("\r\n");
    String first = text.substring(0, Math.max(0, line)).replaceFirst(" https?://[^/ ]+/", " /");
    if (!first.contains(" /storage/v1/")) {
      throw Refusal.invalid("A call in a batch must be of the JSON API, and no upload.");
    }
    // The first of repeated headers counts: those of the call come first.
    int end = text.indexOf("\r\n\r\n") < 0 ? text.length() : text.indexOf("\r\n\r\n");
    String inherited =
        batch.header("Authorization").map(value -> "\r\nAuthorization: " + value).orElse("")
            + "\r\nHost: "
            + batch.server().getAuthority();
    String whole = first + text.substring(line, end) + inherited + "\r\n\r\n";
    String body = text.substring(Math.min(text.length(), end + 4));
    InputStream in = new ByteArrayInputStream((whole + body).getBytes(StandardCharsets.ISO_8859_1));
    return new HttpRequest(HttpHead.read(in).orElseThrow(), in);
  }

  private static void write(ByteArrayOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
