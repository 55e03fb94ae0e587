package dev.coffer.s3;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.remote.ContentStream;
import dev.coffer.remote.Part;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * What one request sends, as often as it is sent.
 *
 * @param length in bytes
 * @param body gives the bytes anew for each attempt
 * @param md5 the MD5 sum as a header has it, when the bytes are in memory
 * @param failure what the source of the bytes failed with, if it did
 */
record Payload(long length, RequestBody body, Optional<String> md5, Failure failure) {
  private static final String ANY_TYPE = "application/octet-stream";

  /** Tells what a source failed with. */
  interface Failure {
    @Nullable Throwable get();
  }

  static Payload of(Part part, boolean withMd5) {
    return new Payload(
        part.length(),
        RequestBody.fromContentProvider(part::stream, part.length(), ANY_TYPE),
        withMd5 ? Optional.of(md5(part)) : Optional.empty(),
        () -> null);
  }

  /** A content of known size that can be opened again, not held in memory. */
  static Payload of(Content content, FilePath path, String store) {
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
        Optional.empty(),
        () -> {
          ContentStream stream = latest.get();
          return stream == null ? null : stream.failure();
        });
  }

  private static String md5(Part part) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      part.addTo(digest);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
