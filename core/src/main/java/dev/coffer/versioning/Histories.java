package dev.coffer.versioning;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The listing of a directory and that of its versions, side by side: one path in memory. */
final class Histories implements Iterator<FileHistory> {
  private final Iterator<FileInfo> files;
  private final Iterator<KeptVersions.Subject> versions;
  private @Nullable FileInfo file;
  private KeptVersions.@Nullable Subject version;

  private Histories(Iterator<FileInfo> files, Iterator<KeptVersions.Subject> versions) {
    this.files = new AreaOrder(files);
    this.versions = versions;
    nextFile();
    nextVersion();
  }

  /** Returns the history of each file below a directory; to be closed. */
  static Stream<FileHistory> below(FilePath directory, FileStore store, KeptVersions versions) {
    Stream<Entry> files = store.list(directory, ListOptions.DEFAULTS.recursive());
    try {
      return below(directory, files, versions);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static Stream<FileHistory> below(
      FilePath directory, Stream<Entry> files, KeptVersions versions) {
    Stream<KeptVersions.Subject> kept =
        versions.below(directory).filter(one -> !one.path().equals(directory));
    Histories histories =
        new Histories(files.map(FileInfo.class::cast).iterator(), kept.iterator());
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(histories, 0), false)
        .onClose(files::close)
        .onClose(kept::close);
  }

  private void nextFile() {
    file = files.hasNext() ? files.next() : null;
  }

  private void nextVersion() {
    version = versions.hasNext() ? versions.next() : null;
  }

  @Override
  public boolean hasNext() {
    return file != null || version != null;
  }

  @Override
  public FileHistory next() {
    if (file != null && (version == null || AreaOrder.compare(file.path(), version.path()) <= 0)) {
      FileInfo current = file;
      nextFile();
      return history(current.path(), Optional.of(current));
    }
    if (version == null) {
      throw new NoSuchElementException();
    }
    return history(version.path(), Optional.empty());
  }

  private FileHistory history(FilePath path, Optional<FileInfo> current) {
    String own = current.map(file -> VersionId.of(file).text()).orElse("");
    List<KeptVersions.Kept> kept = new ArrayList<>();
    while (version != null && version.path().equals(path)) {
      if (!version.id().text().equals(own)) {
        kept.add(new KeptVersions.Kept(version.id(), version.size()));
      }
      nextVersion();
    }
    List<FileVersion> newestFirst =
        KeptVersions.newestFirst(kept).stream().map(KeptVersions.Kept::version).toList();
    return new FileHistory(path, current, newestFirst);
  }
}
