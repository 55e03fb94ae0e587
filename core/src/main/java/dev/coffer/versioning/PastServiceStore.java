package dev.coffer.versioning;

import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.spi.ServiceVersion;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.spi.VersionPath;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store as its service has kept it from one moment; only its reads are used. A file is the same
 * version whether it is the current one or not, so nothing changes while it is read.
 */
final class PastServiceStore extends ForwardingFileStore {
  private final ServiceVersions service;
  private final Instant moment;

  PastServiceStore(FileStore store, ServiceVersions service, Instant moment) {
    super(store);
    this.service = service;
    this.moment = moment;
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return path.isRoot()
        ? delegate().stat(path)
        : at(path).flatMap(version -> delegate().stat(place(version))).map(info -> info.at(path));
  }

  private Optional<ServiceVersion> at(FilePath path) {
    try (Stream<ServiceVersion> all = service.of(path)) {
      return ServiceHistory.at(moment, all);
    }
  }

  private static FilePath place(ServiceVersion version) {
    return new VersionPath(version.path(), version.id()).path();
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    path.requireFile("read", this);
    ServiceVersion version = at(path).orElseThrow(() -> notFound(path, null));
    try {
      OpenedFile opened = delegate().read(place(version), options);
      return new OpenedFile(opened.info().at(path), opened.stream());
    } catch (NotFoundException e) {
      throw notFound(path, e); // pruned meanwhile
    }
  }

  private NotFoundException notFound(FilePath path, @Nullable Throwable cause) {
    return new NotFoundException(
        new ErrorContext("read", path.toString(), name()),
        "there was no such file at " + moment,
        cause);
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    String start = options.startAfter().orElse("");
    Stream<FileInfo> files =
        ServiceHistories.of(service.below(directory, options))
            .flatMap(history -> history.at(moment).stream())
            .map(ServiceHistory::described)
            .filter(file -> FilePath.compareUtf8(file.path().toString(), start) > 0);
    return Children.listed(directory, options, files);
  }
}
