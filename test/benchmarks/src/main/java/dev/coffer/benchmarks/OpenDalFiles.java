package dev.coffer.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.opendal.Entry;
import org.apache.opendal.ListOptions;
import org.apache.opendal.Operator;

/** OpenDAL's Java binding. */
final class OpenDalFiles implements ThreadedFiles {
  private static final int PART = 8 << 20;

  private final Operator operator;

  private final Crew crew = new Crew(THREADS);

  private OpenDalFiles(Operator operator) {
    this.operator = operator;
  }

  /** Its file system service, which publishes by a rename when asked. */
  static OpenDalFiles onDisk(Path root, Path staging) {
    return new OpenDalFiles(
        Operator.of("fs", Map.of("root", root.toString(), "atomic_write_dir", staging.toString())));
  }

  /** Its service for S3. */
  static OpenDalFiles inBucket(S3Access access) {
    return new OpenDalFiles(
        Operator.of(
            "s3",
            Map.of(
                "bucket", access.bucket(),
                "endpoint", access.endpoint().toString(),
                "region", S3Access.REGION,
                "access_key_id", access.accessKey(),
                "secret_access_key", access.secretKey())));
  }

  @Override
  public Crew crew() {
    return crew;
  }

  @Override
  public void write(String path, byte[] bytes) {
    operator.write(path, bytes);
  }

  @Override
  public byte[] read(String path) {
    return operator.read(path);
  }

  @Override
  public long size(String path) {
    return operator.stat(path).getContentLength();
  }

  /** It returns the directory itself, too. */
  @Override
  public int list(String directory) {
    int count = 0;
    for (Entry entry : operator.list(directory + "/")) {
      count += entry.getPath().equals(directory + "/") ? 0 : 1;
    }
    return count;
  }

  /** A listing of it knows kinds, no sizes: each is asked for. */
  @Override
  public long walk(String directory) {
    long total = 0;
    ListOptions options = ListOptions.builder().recursive(true).build();
    for (Entry entry : operator.list(directory + "/", options)) {
      if (entry.getMetadata().isFile()) {
        long known = entry.getMetadata().getContentLength();
        total += known > 0 ? known : operator.stat(entry.getPath()).getContentLength();
      }
    }
    return total;
  }

  @Override
  public void deleteDirectory(String directory) {
    operator.removeAll(directory + "/");
  }

  @Override
  public void streamIn(String path, LargeContent content) throws IOException {
    try (OutputStream out = operator.createOutputStream(path, PART)) {
      content.open().transferTo(out);
    }
  }

  @Override
  public long streamOut(String path) throws IOException {
    try (InputStream in = operator.createInputStream(path)) {
      return Streams.drain(in);
    }
  }

  @Override
  public void close() {
    crew.close();
    operator.close();
  }
}
