package dev.coffer.cache;

import dev.coffer.FileInfo;
import java.util.Map;

/** A whole file in memory. */
final class CachedFile implements Loaded {
  /** Objects, references and the table of the cache. */
  private static final int OVERHEAD = 300;

  private final FileInfo info;
  private final boolean complete;
  private final byte[] bytes;
  private final long confirmed;

  /**
   * Creates a cached file.
   *
   * @param info what the store knows of it
   * @param complete whether that includes its content type and metadata
   * @param bytes its bytes, never changed
   * @param confirmed when the call began that read or checked it, in the ticker's nanoseconds: it
   *     is not older than that
   */
  CachedFile(FileInfo info, boolean complete, byte[] bytes, long confirmed) {
    this.info = info;
    this.complete = complete;
    this.bytes = bytes;
    this.confirmed = confirmed;
  }

  FileInfo info() {
    return info;
  }

  boolean complete() {
    return complete;
  }

  byte[] bytes() {
    return bytes;
  }

  long confirmed() {
    return confirmed;
  }

  /** Returns the same file, checked later; with its metadata only if they were checked too. */
  CachedFile confirmed(long when, boolean metadataToo) {
    return new CachedFile(info, complete && metadataToo, bytes, when);
  }

  @Override
  public int weight() {
    int metadata = 0;
    for (Map.Entry<String, String> entry : info.metadata().entrySet()) {
      metadata += entry.getKey().length() + entry.getValue().length();
    }
    return OVERHEAD + info.path().toString().length() + metadata + bytes.length;
  }
}
