package dev.coffer.event;

import dev.coffer.FilePath;
import java.util.Optional;
import java.util.OptionalLong;

/** The events of a store as seen by a view of one of its directories. */
record EventView(FilePath root) {
  /** Returns the event as the view sees it; empty if it is about none of the view's files. */
  Optional<FileEvent> see(FileEvent event) {
    if (root.isRoot()) {
      return Optional.of(event);
    }
    Optional<FilePath> path = inside(event.path());
    Optional<FilePath> source = event.source().flatMap(this::inside);
    if (path.isPresent()) {
      return Optional.of(changed(event, path.get(), source));
    }
    return event.type() == FileEvent.Type.MOVED
        ? source.map(left -> left(event, left))
        : Optional.empty();
  }

  private Optional<FilePath> inside(FilePath path) {
    boolean below = path.startsWith(root) && !path.equals(root);
    return below ? Optional.of(path.relativeTo(root)) : Optional.empty();
  }

  /** A file from outside is reported as written: the view must not learn where it came from. */
  private static FileEvent changed(FileEvent event, FilePath path, Optional<FilePath> source) {
    boolean cameIn = event.source().isPresent() && source.isEmpty();
    return new FileEvent(
        event.id(),
        cameIn ? FileEvent.Type.WRITTEN : event.type(),
        path,
        source,
        event.size(),
        event.etag(),
        event.time(),
        event.order());
  }

  private static FileEvent left(FileEvent event, FilePath path) {
    return new FileEvent(
        event.id(),
        FileEvent.Type.DELETED,
        path,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        event.time(),
        event.order());
  }
}
