package dev.coffer.audit;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
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
  private final AuditWitness.Memory witness;
  private final Clock clock;

  /** Where the trail ends; null when that is to be looked up. */
  private @Nullable Chain end;

  /** Where it ended when this process wrote to it last. */
  private @Nullable AuditHead known;

  /** The lines that were found behind the head and that no line tells of yet. */
  private long behind;

  /** The file that stands there although its write failed, and the failure. */
  private @Nullable Doubt doubt;

  private record Doubt(String file, FileStoreException failure) {}

  private AuditObjects(FileStore store, Clock clock, AuditWitness witness) {
    this.store = store;
    this.clock = clock;
    this.witness = witness.of(store.name());
    this.head = new HeadObject(store);
  }

  /** Makes the head of a new trail, so that a trail without one was tampered with. */
  static AuditObjects open(FileStore store, Clock clock, AuditWitness witness) throws IOException {
    if (!store.capabilities().has(Capability.CONDITIONAL_WRITES)) {
      throw new IOException(store.name() + " cannot refuse a write to a file that is there");
    }
    AuditObjects objects = new AuditObjects(store, clock, witness);
    objects.end = objects.recover();
    objects.head.start();
    return objects;
  }

  @Override
  public void append(List<AuditRecord> records, long since) throws IOException {
    requireCertain();
    Chain found = end;
    end = null;
    try {
      end = append(records, found == null ? recover() : found);
    } catch (FileStoreException e) {
      throw new IOException(e.toString(), e);
    }
  }

  private Chain append(List<AuditRecord> records, Chain recovered) throws IOException {
    Chain last = recovered;
    for (int i = 0; i < MOST_CONFLICTS; i++) {
      ByteArrayOutputStream group = new ByteArrayOutputStream();
      Chain chain = put(records, last, group);
      String name = AuditLines.name(last.sequence() + 1);
      try {
        keep(name, group.toByteArray());
        note(new AuditHead(name, group.size(), chain));
        return chain;
      } catch (ConflictException e) {
        last = follow(last).end();
      }
    }
    throw new IOException("others write to " + store.name() + " all the time");
  }

  /**
   * Makes a file of lines. When that fails for good and the file stands there all the same, the
   * store does not vouch for it: a later line behind it could outlive it.
   */
  private void keep(String name, byte[] lines) throws IOException {
    try {
      var unused = store.write(name, lines, NEW);
    } catch (StorageFailureException e) {
      if (!e.isRetryable() && mayStand(name, lines)) {
        doubt = new Doubt(name, e);
      }
      requireCertain();
      throw e;
    }
  }

  private boolean mayStand(String name, byte[] lines) {
    try {
      return Arrays.equals(store.readBytes(name), lines);
    } catch (NotFoundException e) {
      return false;
    } catch (FileStoreException e) {
      return true;
    }
  }

  /** Nobody goes on behind lines that may be gone after a failure of power. */
  private void requireCertain() throws DoubtfulTrailException {
    Doubt found = doubt;
    if (found != null) {
      throw DoubtfulTrailException.ofWrite(name(found.file), found.failure);
    }
  }

  private Chain put(List<AuditRecord> records, Chain last, ByteArrayOutputStream group) {
    Chain chain = last;
    if (behind > 0) {
      String now = clock.instant().toString();
      chain = put(AuditLine.of(AuditLine.BEHIND, behind, now, chain), chain, group);
    }
    for (AuditRecord entry : records) {
      chain = put(AuditLine.of(entry, chain), chain, group);
    }
    return chain;
  }

  private static Chain put(byte[] line, Chain chain, ByteArrayOutputStream group) {
    group.writeBytes(line);
    group.write('\n');
    return chain.with(line);
  }

  private void note(AuditHead next) throws IOException {
    behind = 0;
    known = next;
    head.note(next);
    witness.note(next);
  }

  // ---- Where the trail ends

  private Chain recover() throws IOException {
    AuditHead noted = noted();
    require(noted);
    Following lines = follow(noted.chain());
    requireNotBefore(lines.end(), known);
    requireNotBefore(lines.end(), witness.read().orElse(null));
    behind = lines.lines();
    return lines.end();
  }

  /** Its head, which a new trail gets before its first line. */
  private AuditHead noted() throws IOException {
    Trail trail = new Trail.OfStore(store);
    Optional<AuditHead> noted = trail.head();
    if (noted.isEmpty()) {
      if (trail.names().isEmpty()) {
        head.begin();
      }
      noted = trail.head();
    }
    return noted.orElseThrow(() -> damaged("its head is missing or damaged"));
  }

  private DamagedTrailException damaged(String what) {
    return new DamagedTrailException(store.name(), what);
  }

  /** Nobody goes on behind lines that somebody has taken away. */
  private void require(AuditHead noted) throws IOException {
    if (noted.chain().equals(Chain.EMPTY)) {
      return;
    }
    try {
      Following lines = Following.in(name(noted.file()));
      if (read(noted.file(), lines).hasEnd() && lines.end().equals(noted.chain())) {
        return;
      }
    } catch (NotFoundException e) {
      // As below.
    }
    throw damaged(
        "lines are missing or changed at its end: line "
            + noted.chain().sequence()
            + " is not where it was");
  }

  private void requireNotBefore(Chain found, @Nullable AuditHead before) throws IOException {
    if (before != null) {
      if (found.sequence() < before.chain().sequence()) {
        throw damaged(
            "it ended with line "
                + before.chain().sequence()
                + " before, and now with line "
                + found.sequence());
      }
      require(before);
    }
  }

  /** Goes along what others have added behind a line. */
  private Following follow(Chain last) throws IOException {
    Following lines = Following.in(store.name(), last);
    while (true) {
      try {
        read(AuditLines.name(lines.end().sequence() + 1), lines);
      } catch (NotFoundException e) {
        return lines;
      }
    }
  }

  private Following read(String name, Following lines) throws IOException {
    long before = lines.lines();
    ByteArrayInputStream bytes = new ByteArrayInputStream(store.readBytes(name));
    if (AuditLines.each(bytes, name(name), lines) > 0 || lines.lines() == before) {
      throw damaged(name + " does not end with a line");
    }
    return lines;
  }

  private String name(String file) {
    return file + " of " + store.name();
  }

  /** Notes the end, and closes the store. */
  @Override
  public void close() {
    try {
      head.close();
      witness.close();
    } finally {
      store.close();
    }
  }

  /** The store of the trail has limits of its own. */
  @Override
  public boolean isWaiting() {
    return false;
  }

  @Override
  public void abandonWait() {
    // As above.
  }

  @Override
  public String place() {
    return store.name();
  }

  @Override
  public String toString() {
    return store.name();
  }
}
