package dev.coffer.benchmarks;

import java.nio.file.Path;
import java.util.Map;
import org.apache.opendal.Entry;
import org.apache.opendal.ListOptions;
import org.apache.opendal.Operator;

/** OpenDAL's Java binding with its file system service, which publishes by a rename when asked. */
final class OpenDalFiles implements SmallFiles {
  private final Operator operator;

  OpenDalFiles(Path root, Path staging) {
    this.operator =
        Operator.of("fs", Map.of("root", root.toString(), "atomic_write_dir", staging.toString()));
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

  /** It gives the directory itself, too. */
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
  public void close() {
    operator.close();
  }
}
