package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One session of a resumable upload: it keeps what comes in blocks of 256 KiB, also of a request
 * that is cut off, and is an object when the last byte is there and not before. How it ended, it
 * answers again to whoever asks.
 *
 * <p>Documentation: {@code performing-resumable-uploads} and {@code resumable-uploads}.
 */
final class ResumableUpload {
  static final int BLOCK = 256 << 10;
  private static final int TOO_MANY = 429;

  private final UploadPlan plan;
  private final Instant begun;
  private Spool spool = new Spool();
  private Optional<HttpAnswer> end = Optional.empty();

  ResumableUpload(UploadPlan plan, Instant begun) {
    this.plan = plan;
    this.begun = begun;
  }

  Instant begun() {
    return begun;
  }

  /** What it keeps that may still become an object. */
  synchronized boolean isOpen() {
    return end.isEmpty();
  }

  String bucket() {
    return plan.bucket();
  }

  /** Takes what a request brings and answers how far it is. */
  HttpAnswer put(ApiCall call) throws IOException {
    OptionalLong length = length(call);
    ContentRange range = ContentRange.of(call.header("Content-Range"), length);
    Optional<HttpAnswer> early = early(range);
    if (early.isPresent()) {
      return early.get();
    }
    range.check(length);
    long reached = range.from().isPresent() ? take(range, call.http().body()) : 0;
    return answer(range, reached, call);
  }

  private static OptionalLong length(ApiCall call) throws IOException {
    long length = call.http().head().isChunked() ? -1 : call.http().head().contentLength(0);
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** What can be answered before a byte is read. */
  private synchronized Optional<HttpAnswer> early(ContentRange range) {
    boolean ahead = range.from().orElse(0) > spool.size();
    return end.isEmpty() && ahead ? Optional.of(ahead(range.from().getAsLong())) : end;
  }

  /** Google answers this in plain text. */
  private HttpAnswer ahead(long offset) {
    String text =
        String.format(
            "Invalid request. According to the Content-Range header, the upload offset is %d"
                + " byte(s), which exceeds already uploaded size of %d byte(s).",
            offset, spool.size());
    return HttpAnswer.of(
        503,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps what comes, block by block; returns the offset at which it ended. */
  private long take(ContentRange range, InputStream body) throws IOException {
    long at = range.from().getAsLong();
    for (byte[] block = body.readNBytes(BLOCK); ; block = body.readNBytes(BLOCK)) {
      at += block.length;
      if (at > range.to()) {
        throw Refusal.invalid("Invalid request. The body is longer than its Content-Range.");
      }
      keep(at - block.length, block);
      if (block.length < BLOCK) {
        return at;
      }
    }
  }

  /** What is there already is not taken again. */
  private synchronized void keep(long offset, byte[] block) throws IOException {
    int known = (int) Math.min(block.length, Math.max(0, spool.size() - offset));
    if (end.isEmpty() && offset + known == spool.size()) {
      spool.write(block, known, block.length - known);
    }
  }

  private synchronized HttpAnswer answer(ContentRange range, long reached, ApiCall call) {
    boolean brought = range.from().isEmpty() || reached == spool.size();
    if (end.isEmpty() && brought && range.isWhole(spool.size())) {
      return finish(call);
    }
    return end.orElseGet(this::progress);
  }

  /** One that is refused for a while only can be ended later. */
  private HttpAnswer finish(ApiCall call) {
    HttpAnswer answer;
    try {
      answer = Resources.objectAnswer(plan.publish(spool, call), call);
    } catch (Refusal refusal) {
      answer = refusal.answer();
    }
    if (answer.status() != TOO_MANY) {
      end = Optional.of(answer);
      spool = new Spool();
    }
    return answer;
  }

  /** How far it is; an upload of which nothing is kept has no range. */
  private HttpAnswer progress() {
    HttpAnswer answer = HttpAnswer.of(308, Map.of(), new byte[0]);
    return spool.size() == 0 ? answer : answer.with("Range", "bytes=0-" + (spool.size() - 1));
  }
}
