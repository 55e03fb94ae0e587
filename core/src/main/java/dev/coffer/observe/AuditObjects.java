package dev.coffer.observe;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.StoreName;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trail in a store that several processes may share: the lines of a group are one file, made only
 * where there is none and never changed. Its name has the number of its first line, so of two
 * writers that go on behind the same line one makes the file, and the other reads it and goes on
 * behind it.
 */
final class AuditObjects implements AuditLog {
  private static final WriteOptions NEW =
      WriteOptions.DEFAULTS.ifAbsent().contentType("application/jsonl");

  /** How often another writer may be first; each time it has made its own lines last. */
  private static final int MOST_CONFLICTS = 1000;

  private final FileStore store;
  private final HeadObject head;
  private @Nullable Chain end;

  private AuditObjects(FileStore store) {
    this.store = store;
    this.head = new HeadObject(store);
  }

  /** Makes the head of a new trail, so that a trail without one was tampered with. */
  static AuditObjects open(FileStore store) throws IOException {
    if (!store.capabilities().has(Capability.CONDITIONAL_WRITES)) {
      throw new IOException(StoreName.of(store) + " cannot refuse a write to a file that is there");
    }
    AuditObjects objects = new AuditObjects(store);
    objects.end = objects.recover();
    objects.head.start();
    return objects;
  }

  @Override
  public void append(List<AuditRecord> records) throws IOException {
    Chain behind = end;
    end = null;
    try {
      end = append(records, behind == null ? recover() : behind);
    } catch (FileStoreException e) {
      throw new IOException(e.toString(), e);
    }
  }

  private Chain append(List<AuditRecord> records, Chain recovered) throws IOException {
    Chain behind = recovered;
    for (int i = 0; i < MOST_CONFLICTS; i++) {
      ByteArrayOutputStream group = new ByteArrayOutputStream();
      Chain chain = behind;
      for (AuditRecord entry : records) {
        byte[] line = AuditLine.of(entry, chain);
        group.writeBytes(line);
        group.write('\n');
        chain = chain.with(line);
      }
      String name = AuditLines.name(behind.sequence() + 1);
      try {
        var unused = store.write(name, group.toByteArray(), NEW);
        head.note(new AuditHead(name, group.size(), chain));
        return chain;
      } catch (ConflictException e) {
        behind = follow(behind);
      }
    }
    throw new IOException("others write to " + StoreName.of(store) + " all the time");
  }

  // ---- Where the trail ends

  private Chain recover() throws IOException {
    Trail trail = new Trail.OfStore(store);
    Optional<AuditHead> noted = trail.head();
    if (noted.isPresent()) {
      return follow(requireThere(noted.get()));
    }
    Optional<String> last = trail.names().stream().reduce((a, b) -> b);
    if (last.isPresent()) {
      return read(last.get());
    }
    head.begin();
    return follow(Chain.EMPTY);
  }

  /** Nobody goes on behind lines that somebody has taken away. */
  private Chain requireThere(AuditHead noted) throws IOException {
    if (noted.chain().sequence() > 0) {
      try {
        if (read(noted.file()).equals(noted.chain())) {
          return noted.chain();
        }
      } catch (NotFoundException e) {
        // As below.
      }
      throw new IOException(
          "lines are missing or changed at the end of "
              + StoreName.of(store)
              + ": move the trail away and keep it (coffer audit verify)");
    }
    return noted.chain();
  }

  /** What others have added behind a line. */
  private Chain follow(Chain behind) throws IOException {
    Chain chain = behind;
    while (true) {
      try {
        chain = read(AuditLines.name(chain.sequence() + 1));
      } catch (NotFoundException e) {
        return chain;
      }
    }
  }

  private Chain read(String name) throws IOException {
    String file = name + " of " + StoreName.of(store);
    AuditEnd.Found found = AuditEnd.of(new ByteArrayInputStream(store.readBytes(name)), file);
    if (found == null || found.half() > 0) {
      throw new IOException(file + " is damaged (coffer audit verify)");
    }
    return found.chain();
  }

  /** Notes the end, and closes the store. */
  @Override
  public void close() {
    try {
      head.close();
    } finally {
      store.close();
    }
  }

  @Override
  public String toString() {
    return StoreName.of(store);
  }
}
