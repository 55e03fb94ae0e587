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
 * One session of a resumable upload: it stores content in blocks of 256 KiB, even from an
 * interrupted request, and becomes an object with the last byte. Later requests receive the final
 * response again.
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

  /** The content stored so far. */
  synchronized boolean isOpen() {
    return end.isEmpty();
  }

  String bucket() {
    return plan.bucket();
  }

  /** Stores the content of a request and returns the state of the upload. */
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

  /** Returns the response that requires no content. */
  private synchronized Optional<HttpAnswer> early(ContentRange range) {
    boolean ahead = range.from().orElse(0) > spool.size();
    return end.isEmpty() && ahead ? Optional.of(ahead(range.from().getAsLong())) : end;
  }

  /** Google responds to this in plain text. */
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

  /** Stores content block by block; returns the offset at which it ended. */
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

  /** Content that is already stored is skipped. */
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

  /** An upload that is refused temporarily can be completed later. */
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

  /** Returns the state; an upload without stored content has no range. */
  private HttpAnswer progress() {
    HttpAnswer answer = HttpAnswer.of(308, Map.of(), new byte[0]);
    return spool.size() == 0 ? answer : answer.with("Range", "bytes=0-" + (spool.size() - 1));
  }
}
