package dev.coffer.app.sync;

import dev.coffer.Content;
import dev.coffer.OpenedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.LongConsumer;

/** SHA-256 of files. */
final class FileDigest {
  private FileDigest() {}

  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Of what a file holds. */
  static byte[] of(OpenedFile file) {
    MessageDigest digest = begin();
    try {
      pump(file.stream(), OutputStream.nullOutputStream(), digest, bytes -> {});
    } catch (IOException e) {
      // Of a side of a sync each failure is a FileStoreException already.
      throw new UncheckedIOException(e);
    }
    return digest.digest();
  }

  /** Digests bytes and passes them on, each time after they were counted. */
  static void pump(InputStream in, OutputStream out, MessageDigest digest, LongConsumer count)
      throws IOException {
    byte[] buffer = new byte[Content.BUFFER_SIZE];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      count.accept(n);
      digest.update(buffer, 0, n);
      out.write(buffer, 0, n);
    }
  }
}
