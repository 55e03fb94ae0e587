package dev.coffer.cache;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of a cached file on disk: a magic number, the CRC32C of all that follows, the store,
 * the path, what is known of the file, and its content to the end. A file that is damaged, cut, or
 * of another store or path is none.
 */
final class DiskEntry {
  private static final int MAGIC = 0x43464331;
  private static final int START = 8;

  private DiskEntry() {}

  /** Returns what stands before the content. */
  static byte[] head(String store, CachedFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    FileInfo info = file.info();
    out.writeLong(0);
    out.writeUTF(store);
    out.writeUTF(info.path().toString());
    out.writeUTF(info.etag());
    Instant modified = info.lastModified();
    out.writeLong(modified.getEpochSecond());
    out.writeInt(modified.getNano());
    out.writeBoolean(file.complete());
    out.writeUTF(info.contentType().orElse(""));
    out.writeInt(info.metadata().size());
    for (Map.Entry<String, String> entry : info.metadata().entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
    byte[] head = bytes.toByteArray();
    ByteBuffer.wrap(head).putInt(MAGIC).putInt(sum(head, file.bytes()));
    return head;
  }

  /**
   * Reads a file.
   *
   * @param confirmed as of {@link CachedFile}
   * @return null if it is no undamaged file of this store and path
   */
  static @Nullable CachedFile read(ByteBuffer entry, String store, FilePath path, long confirmed)
      throws IOException {
    if (entry.remaining() < START || entry.getInt() != MAGIC || entry.getInt() != sum(entry)) {
      return null;
    }
    DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(
                entry.array(), entry.arrayOffset() + entry.position(), entry.remaining()));
    boolean isOfStore = in.readUTF().equals(store);
    boolean isOfPath = in.readUTF().equals(path.toString());
    return isOfStore && isOfPath ? readFile(in, path, confirmed) : null;
  }

  private static CachedFile readFile(DataInputStream in, FilePath path, long confirmed)
      throws IOException {
    String etag = in.readUTF();
    Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
    boolean complete = in.readBoolean();
    Optional<String> type = Optional.of(in.readUTF()).filter(text -> !text.isEmpty());
    Map<String, String> metadata = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      metadata.put(in.readUTF(), in.readUTF());
    }
    byte[] bytes = new byte[in.available()];
    in.readFully(bytes);
    FileInfo info = new FileInfo(path, bytes.length, modified, etag, type, metadata);
    return new CachedFile(info, complete, bytes, confirmed);
  }

  private static int sum(byte[] head, byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(head, START, head.length - START);
    sum.update(content);
    return (int) sum.getValue();
  }

  private static int sum(ByteBuffer rest) {
    CRC32C sum = new CRC32C();
    sum.update(rest.duplicate());
    return (int) sum.getValue();
  }
}
