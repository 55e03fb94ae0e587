package dev.coffer.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one directory of a {@link CacheDirectory}. A slot has the name of its entry, the
 * length of the entry and the entry, which says itself whether it is undamaged. Whoever changes
 * slots holds the lock of the directory; whoever reads does not, and may find an entry that is half
 * written, which is none.
 */
final class SlotRow {
  private static final int HEAD = EntryName.LENGTH + Integer.BYTES;

  private final CacheSlots slots;
  private final int fan;
  private boolean counted;
  private int used;

  /**
   * Creates the object for the slots of a directory.
   *
   * @param fan the number of the directory
   */
  SlotRow(CacheSlots slots, int fan) {
    this.slots = slots;
    this.fan = fan;
  }

  /** Where an entry goes that has to leave its slot. */
  interface Exit {
    void take(EntryName name, ByteBuffer entry) throws IOException;
  }

  static boolean fits(byte[] head, byte[] content) {
    return HEAD + (long) head.length + content.length <= CacheSlots.SIZE;
  }

  private long slot(int place) {
    return (long) fan * slots.inEach() + place;
  }

  private long slot(EntryName name) {
    return slot(name.place(slots.inEach()));
  }

  /** Returns an entry; null if another one or none has its slot. */
  @Nullable ByteBuffer find(EntryName name) throws IOException {
    ByteBuffer slot = ByteBuffer.allocate(CacheSlots.SIZE);
    slots.read(slot(name), slot);
    return name.begins(slot.array()) && hasEntry(slot) ? entry(slot) : null;
  }

  private static boolean hasEntry(ByteBuffer slot) {
    int length = slot.getInt(EntryName.LENGTH);
    return length > 0 && length <= CacheSlots.SIZE - HEAD;
  }

  private static ByteBuffer entry(ByteBuffer slot) {
    return slot.limit(HEAD + slot.getInt(EntryName.LENGTH)).position(HEAD);
  }

  /**
   * Writes an entry in place of what has its slot.
   *
   * @param exit for another entry, before it is overwritten
   */
  void put(EntryName name, byte[] head, byte[] content, Exit exit) throws IOException {
    ByteBuffer slot = ByteBuffer.allocate(CacheSlots.SIZE);
    slots.read(slot(name), slot);
    boolean wasUsed = isUsed(slot, slot(name));
    if (wasUsed && !name.begins(slot.array())) {
      exit.take(EntryName.from(slot.clear()), entry(slot));
    }
    Arrays.fill(slot.clear().array(), (byte) 0);
    name.writeTo(slot);
    slot.putInt(head.length + content.length).put(head).put(content);
    slots.write(slot(name), slot);
    grow(wasUsed ? 0 : 1);
  }

  /** What does not belong in its slot is no entry, such as what a failing disk has made of it. */
  private boolean isUsed(ByteBuffer slot, long number) {
    EntryName name = EntryName.from(slot.clear());
    return hasEntry(slot) && name.fan() == fan && slot(name) == number;
  }

  /** Overwrites an entry, whose bytes must not outlive it. */
  void wipe(EntryName name) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    slots.read(slot(name), head);
    if (name.begins(head.array())) {
      slots.write(slot(name), ByteBuffer.allocate(CacheSlots.SIZE));
      grow(hasEntry(head) ? -1 : 0);
    }
  }

  /** Counts the entries, and follows their number from now on. */
  void count() throws IOException {
    counted = true;
    grow(entries() - used);
  }

  /** Returns the number of entries that are there. */
  int entries() throws IOException {
    int found = 0;
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    long end = Math.min(slot(slots.inEach()), slots.count());
    for (long slot = slot(0); slot < end; slot++) {
      slots.read(slot, head);
      found += isUsed(head, slot) ? 1 : 0;
    }
    return found;
  }

  /** Notes that all slots were cleared. */
  void forget() {
    grow(-used);
  }

  private void grow(int entries) {
    if (counted) {
      used += entries;
      slots.grow(entries);
    }
  }
}
