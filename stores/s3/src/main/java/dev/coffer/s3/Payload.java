package dev.coffer.s3;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.remote.ContentStream;
import dev.coffer.remote.Part;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The body of a request, for each of its attempts.
 *
 * @param length in bytes
 * @param body opens the bytes, once per attempt
 * @param kind the kind of checksum sent with them
 * @param sum the checksum, encoded for a header
 * @param failure returns the failure of the source of the bytes, if any
 */
record Payload(
    long length, RequestBody body, BodyChecksum kind, @Nullable String sum, Failure failure) {
  private static final String ANY_TYPE = "application/octet-stream";

  /** Returns the failure of a source. */
  interface Failure {
    @Nullable Throwable get();
  }

  static Payload of(Part part, BodyChecksum kind, FilePath path, String store) {
    Content bytes = Content.of(out -> part.stream().transferTo(out));
    return new Payload(
        part.length(),
        RequestBody.fromContentProvider(part::stream, part.length(), ANY_TYPE),
        kind,
        kind.of(bytes, path, store),
        () -> null);
  }

  /**
   * Creates a payload of a content of known size that can be opened again; it is not held in
   * memory.
   */
  static Payload of(Content content, BodyChecksum kind, FilePath path, String store) {
    AtomicReference<@Nullable ContentStream> latest = new AtomicReference<>();
    long size = content.size().orElseThrow();
    RequestBody body =
        RequestBody.fromContentProvider(
            () -> {
              ContentStream stream = new ContentStream(content, path, store);
              ContentStream earlier = latest.getAndSet(stream);
              if (earlier != null) {
                earlier.close();
              }
              return stream;
            },
            size,
            ANY_TYPE);
    return new Payload(
        size,
        body,
        kind,
        kind.of(content, path, store),
        () -> {
          ContentStream stream = latest.get();
          return stream == null ? null : stream.failure();
        });
  }

  /** Returns the value of {@code Content-MD5}. */
  @Nullable String md5() {
    return kind == BodyChecksum.MD5 ? sum : null;
  }

  /** Returns the value of {@code x-amz-checksum-crc32}. */
  @Nullable String crc32() {
    return kind == BodyChecksum.CRC32 ? sum : null;
  }
}
