package dev.coffer.testkit.gcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One session of a resumable upload: it keeps what comes in blocks of 256 KiB, also of a request
 * that is cut off, and is an object when the last byte is there and not before.
 *
 * <p>Documentation: {@code performing-resumable-uploads}, {@code resumable-uploads}.
 */
final class ResumableUpload {
  static final int BLOCK = 256 << 10;

  private final UploadPlan plan;
  private final Spool spool = new Spool();
  private @Nullable StoredObject object;
  private @Nullable Refusal refusal;

  ResumableUpload(UploadPlan plan) {
    this.plan = plan;
  }

  /** Takes what a request brings and answers how far it is. */
  HttpAnswer put(ApiCall call) throws IOException {
    OptionalLong length = length(call);
    ContentRange range = ContentRange.of(call.header("Content-Range"), length);
    Optional<HttpAnswer> early = early(range, length, call);
    if (early.isPresent()) {
      return early.get();
    }
    long reached = range.from().isPresent() ? take(range, call.http().body()) : 0;
    return answer(range, reached, call);
  }

  /** What can be answered before a byte is read. */
  private synchronized Optional<HttpAnswer> early(
      ContentRange range, OptionalLong length, ApiCall call) {
    if (object != null) {
      return Optional.of(Resources.answer(object, call));
    }
    if (refusal != null) {
      throw refusal;
    }
    if (range.from().orElse(0) > spool.size()) {
      return Optional.of(ahead(range.from().getAsLong()));
    }
    checkLength(range, length);
    return Optional.empty();
  }

  /** Chunks but the last are of whole blocks. */
  private static void checkLength(ContentRange range, OptionalLong length) {
    long told = range.from().isEmpty() ? 0 : range.to() - range.from().getAsLong();
    if (length.isPresent() && length.getAsLong() != told) {
      throw Refusal.invalid(
          "Invalid request. The Content-Range header tells of "
              + told
              + " bytes, the body has "
              + length.getAsLong());
    }
    if (range.from().isPresent() && !range.isLast() && told % BLOCK != 0) {
      throw Refusal.invalid(
          "Invalid request. The number of bytes uploaded is required to be a multiple of "
              + BLOCK
              + ", except for the final request. The received request contained "
              + told
              + " bytes, which does not meet this requirement.");
    }
  }

  /** Google answers this in plain text. */
  private HttpAnswer ahead(long offset) {
    String text =
        "Invalid request. According to the Content-Range header, the upload offset is "
            + offset
            + " byte(s), which exceeds already uploaded size of "
            + spool.size()
            + " byte(s).";
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
    if (object == null && offset + known == spool.size()) {
      spool.write(block, known, block.length - known);
    }
  }

  private synchronized HttpAnswer answer(ContentRange range, long reached, ApiCall call) {
    boolean whole =
        range.isWhole(spool.size()) && (range.from().isEmpty() || reached == spool.size());
    return whole ? Resources.answer(finish(call), call) : progress();
  }

  private StoredObject finish(ApiCall call) {
    if (object == null) {
      try {
        Optional<String> hash = call.header("x-goog-hash");
        object = plan.publish(spool.bytes(), spool.checksums(), hash);
      } catch (Refusal e) {
        refusal = e;
        throw e;
      }
    }
    return object;
  }

  /** How far it is; an upload of which nothing is kept has no range. */
  private HttpAnswer progress() {
    HttpAnswer answer = HttpAnswer.of(308, Map.of(), new byte[0]);
    return spool.size() == 0 ? answer : answer.with("Range", "bytes=0-" + (spool.size() - 1));
  }

  private static OptionalLong length(ApiCall call) throws IOException {
    long length = call.http().head().contentLength(-1);
    return call.http().head().isChunked() || length < 0
        ? OptionalLong.empty()
        : OptionalLong.of(length);
  }
}
