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
 * A trail in a store that several processes may share. The lines of a group are one file, which is
 * created if absent and never changed. Its name contains the number of its first line, so of two
 * writers that continue after the same line one creates the file, and the other reads it and
 * continues after it.
 */
final class AuditObjects implements AuditLog {
  private static final WriteOptions NEW =
      WriteOptions.DEFAULTS.ifAbsent().contentType("application/jsonl");

  /** How often another writer may win the race; each time its lines become the last ones. */
  private static final int MOST_CONFLICTS = 1000;

  private final FileStore store;
  private final HeadObject head;
  private final AuditWitness.Memory witness;
  private final Clock clock;

  /** The end of the trail; null if it must be determined. */
  private @Nullable Chain end;

  /** The end of the trail when this process last wrote to it. */
  private @Nullable AuditHead known;

  /** The number of lines found after the head that no line reports yet. */
  private long behind;

  /** The file that exists although its write failed, and the failure. */
  private @Nullable Doubt doubt;

  private record Doubt(String file, FileStoreException failure) {}

  private AuditObjects(FileStore store, Clock clock, AuditWitness witness) {
    this.store = store;
    this.clock = clock;
    this.witness = witness.of(store.name());
    this.head = new HeadObject(store);
  }

  /** Creates the head of a new trail, so that a trail without a head has been tampered with. */
  static AuditObjects open(FileStore store, Clock clock, AuditWitness witness) throws IOException {
    if (!store.capabilities().has(Capability.CONDITIONAL_WRITES)) {
      throw new IOException(store.name() + " does not support writes that fail if the file exists");
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
    throw new IOException("other processes write to " + store.name() + " all the time");
  }

  /**
   * Creates a file of lines. If that fails for good and the file exists nevertheless, the store
   * does not guarantee its durability: a later line could outlive it.
   */
  private void keep(String name, byte[] lines) throws IOException {
    try {
      var unused = store.write(name, lines, NEW);
    } catch (StorageFailureException e) {
      if (!e.isRetryable() && mayExist(name, lines)) {
        doubt = new Doubt(name, e);
      }
      requireCertain();
      throw e;
    }
  }

  private boolean mayExist(String name, byte[] lines) {
    try {
      return Arrays.equals(store.readBytes(name), lines);
    } catch (NotFoundException e) {
      return false;
    } catch (FileStoreException e) {
      return true;
    }
  }

  /** Throws if the last lines may be lost in a power failure, since no line may follow those. */
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

  // ---- The end of the trail

  private Chain recover() throws IOException {
    AuditHead noted = noted();
    require(noted);
    Following lines = follow(noted.chain());
    requireNotBefore(lines.end(), known);
    requireNotBefore(lines.end(), witness.read().orElse(null));
    behind = lines.lines();
    return lines.end();
  }

  /** Returns the head, which a new trail gets before its first line. */
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

  /** Throws if lines were removed, since no line may follow those. */
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

  /** Follows the lines that others have added after a line. */
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
      throw damaged(name + " does not end with a complete line");
    }
    return lines;
  }

  private String name(String file) {
    return file + " of " + store.name();
  }

  /** Records the end, and closes the store. */
  @Override
  public void close() {
    try {
      head.close();
      witness.close();
    } finally {
      store.close();
    }
  }

  /** The store of the trail has its own time limits. */
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
