package dev.coffer.s3;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.remote.ContentStream;
import dev.coffer.remote.Part;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * What one request sends, as often as it is sent.
 *
 * @param length in bytes
 * @param body gives the bytes again for each attempt
 * @param kind which sum goes with them
 * @param sum as a header has it
 * @param failure what the source of the bytes failed with, if it did
 */
record Payload(
    long length, RequestBody body, BodyChecksum kind, @Nullable String sum, Failure failure) {
  private static final String ANY_TYPE = "application/octet-stream";

  /** Tells what a source failed with. */
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

  /** A content of known size that can be opened again, not held in memory. */
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

  /** The value of {@code Content-MD5}. */
  @Nullable String md5() {
    return kind == BodyChecksum.MD5 ? sum : null;
  }

  /** The value of {@code x-amz-checksum-crc32}. */
  @Nullable String crc32() {
    return kind == BodyChecksum.CRC32 ? sum : null;
  }
}
