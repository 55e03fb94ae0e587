package dev.coffer.compression;

import dev.coffer.ConcurrentRequests;
import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The entries of a listing with the sizes that users see. Those that are not known are asked for
 * several at once, for a few entries at first and for a page at most.
 */
final class SizedEntries extends AbstractSpliterator<Entry> {
  private static final int FIRST_PAGE = 16;

  private final StoredFiles files;
  private final Iterator<Entry> stored;
  private final int concurrency;
  private final int largestPage;
  private Iterator<Entry> page = List.<Entry>of().iterator();
  private int nextPage = FIRST_PAGE;

  private SizedEntries(
      StoredFiles files, Iterator<Entry> stored, int concurrency, int largestPage) {
    super(Long.MAX_VALUE, ORDERED | NONNULL | DISTINCT);
    this.files = files;
    this.stored = stored;
    this.concurrency = concurrency;
    this.largestPage = largestPage;
  }

  static Stream<Entry> of(
      StoredFiles files, Stream<Entry> stored, int concurrency, int largestPage) {
    SizedEntries entries = new SizedEntries(files, stored.iterator(), concurrency, largestPage);
    return StreamSupport.stream(entries, false).onClose(stored::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Entry> action) {
    while (!page.hasNext()) {
      if (!stored.hasNext()) {
        return false;
      }
      page = sized(take(Math.min(nextPage, largestPage)));
      nextPage = Math.min(largestPage, 2 * nextPage);
    }
    action.accept(page.next());
    return true;
  }

  private List<Entry> take(int most) {
    List<Entry> taken = new ArrayList<>();
    while (taken.size() < most && stored.hasNext()) {
      taken.add(stored.next());
    }
    return taken;
  }

  private Iterator<Entry> sized(List<Entry> entries) {
    List<Slot> slots = entries.stream().map(Slot::new).toList();
    List<Slot> unknown = slots.stream().filter(slot -> !slot.isKnown()).toList();
    if (unknown.size() == 1) {
      unknown.get(0).ask();
    } else if (!unknown.isEmpty()) {
      ConcurrentRequests.run(unknown.iterator(), concurrency, Slot::ask);
    }
    return slots.stream().flatMap(slot -> slot.entry.stream()).iterator();
  }

  /** The place of an entry in a page; it is written by the one thread that asks for it. */
  private final class Slot {
    private volatile Optional<Entry> entry;

    Slot(Entry entry) {
      this.entry = Optional.of(entry);
    }

    private boolean isKnown() {
      if (!(entry.get() instanceof FileInfo file) || LayoutProbe.isTooSmall(file)) {
        return true;
      }
      Optional<KnownFile> known = files.known().of(file);
      known.ifPresent(version -> entry = Optional.of(version.seenByUsers(file)));
      return known.isPresent();
    }

    private void ask() {
      try {
        entry = seenByUsers((FileInfo) entry.get()).map(Entry.class::cast);
      } catch (CorruptFileException | PermissionDeniedException e) {
        // Reading the file reports the damage; a listing must not fail for one of its files.
      }
    }

    private Optional<FileInfo> seenByUsers(FileInfo file) {
      try {
        return Optional.of(files.seenByUsers(files.call("list", file.path()), file));
      } catch (ConflictException | NotFoundException e) {
        return files.stat("list", file.path());
      }
    }
  }
}
