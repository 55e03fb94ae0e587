package dev.coffer.versioning;

import dev.coffer.FilePath;
import dev.coffer.spi.ServiceVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Versions that come path by path, those of one path together. One path is held in memory. */
final class ServiceHistories implements Iterator<ServiceHistory> {
  private final Iterator<ServiceVersion> versions;
  private @Nullable ServiceVersion next;

  private ServiceHistories(Iterator<ServiceVersion> versions) {
    this.versions = versions;
  }

  static Stream<ServiceHistory> of(Stream<ServiceVersion> versions) {
    return KeptVersions.stream(new ServiceHistories(versions.iterator()), versions::close);
  }

  @Override
  public boolean hasNext() {
    return next != null || versions.hasNext();
  }

  @Override
  public ServiceHistory next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ServiceVersion first = next == null ? versions.next() : next;
    FilePath path = first.path();
    List<ServiceVersion> ofPath = new ArrayList<>();
    next = first;
    while (next != null && next.path().equals(path)) {
      ofPath.add(next);
      next = versions.hasNext() ? versions.next() : null;
    }
    return new ServiceHistory(path, ofPath);
  }
}
