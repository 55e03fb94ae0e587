package dev.coffer.testkit.model;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** The form in which the bytes of a file are passed to a store. */
enum ModelSource {
  TEXT {
    @Override
    Content content(FileBody body) {
      return Content.of(body.string());
    }

    @Override
    FileInfo write(FileStore store, String path, FileBody body) {
      return store.write(path, body.string());
    }

    @Override
    String java(FileBody body) {
      return body.java();
    }
  },
  BYTES {
    @Override
    Content content(FileBody body) {
      return Content.of(body.bytes());
    }

    @Override
    FileInfo write(FileStore store, String path, FileBody body) {
      return store.write(path, body.bytes());
    }

    @Override
    String java(FileBody body) {
      return body.javaBytes();
    }
  },
  STREAM {
    @Override
    Content content(FileBody body) {
      return Content.of(stream(body));
    }

    @Override
    FileInfo write(FileStore store, String path, FileBody body) {
      return store.write(path, stream(body));
    }

    @Override
    String java(FileBody body) {
      return "new ByteArrayInputStream(" + body.javaBytes() + ")";
    }
  },
  WRITER {
    @Override
    Content content(FileBody body) {
      return Content.of(out -> writeInParts(body, out));
    }

    @Override
    FileInfo write(FileStore store, String path, FileBody body) {
      return store.write(path, out -> writeInParts(body, out));
    }

    @Override
    String java(FileBody body) {
      return "out -> out.write(" + body.javaBytes() + ")";
    }
  },
  /** Yields all bytes, then fails. */
  FAILING {
    @Override
    Content content(FileBody body) {
      return Content.of(out -> writeAndFail(body, out));
    }

    @Override
    FileInfo write(FileStore store, String path, FileBody body) {
      return store.write(path, out -> writeAndFail(body, out));
    }

    @Override
    String java(FileBody body) {
      return "out -> { out.write(" + body.javaBytes() + "); throw new IOException(\"fails\"); }";
    }
  };

  abstract Content content(FileBody body);

  /** Writes with the convenience method for this form. */
  abstract FileInfo write(FileStore store, String path, FileBody body);

  /** Returns a Java expression that both the convenience method and {@code Content.of} accept. */
  abstract String java(FileBody body);

  private static InputStream stream(FileBody body) {
    return new ByteArrayInputStream(body.bytes());
  }

  private static void writeInParts(FileBody body, OutputStream out) throws IOException {
    byte[] bytes = body.bytes();
    int half = bytes.length / 2;
    out.write(Arrays.copyOf(bytes, half));
    out.write(bytes, half, bytes.length - half);
    out.flush();
  }

  private static void writeAndFail(FileBody body, OutputStream out) throws IOException {
    out.write(body.bytes());
    throw new IOException("fails");
  }
}
