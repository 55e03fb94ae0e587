package dev.coffer.versioning;

import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.ServiceVersion;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.spi.VersionPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store whose service has the versions that a test gives it; contents are their ids. */
final class KeepingService extends ForwardingFileStore {
  final AtomicInteger asked = new AtomicInteger();
  final List<ServiceVersion> versions = new ArrayList<>();
  final List<String> deleted = new ArrayList<>();
  ServiceVersions.State state = ServiceVersions.State.ENABLED;
  @Nullable FileStoreException refusal;

  KeepingService() {
    super(new InMemoryFileStore());
  }

  /** Adds a version, the newest of a path first. */
  KeepingService with(String path, String id, Instant time, boolean latest, boolean deletion) {
    versions.add(
        new ServiceVersion(
            FilePath.of(path), id, time, deletion ? 0 : id.length(), "e" + id, latest, deletion));
    if (!deletion) {
      FileInfo unused =
          delegate()
              .write(
                  new VersionPath(FilePath.of(path), id).path(),
                  Content.of(id),
                  WriteOptions.DEFAULTS);
    }
    return this;
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    paths.stream()
        .flatMap(path -> VersionPath.of(path).stream())
        .forEach(version -> deleted.add(version.file() + " " + version.id()));
    super.deleteFiles(paths);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    if (stat(source).isEmpty()) {
      throw new NotFoundException(new ErrorContext("copy", source.toString(), name()), null, null);
    }
    return super.copy(source, target, options);
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type == ServiceVersions.class
        ? Optional.of(type.cast(new Versions()))
        : super.unwrap(type);
  }

  private final class Versions implements ServiceVersions {
    @Override
    public State state() {
      asked.incrementAndGet();
      if (refusal != null) {
        throw refusal;
      }
      return state;
    }

    @Override
    public Stream<ServiceVersion> of(FilePath file) {
      return versions.stream().filter(version -> version.path().equals(file));
    }

    @Override
    public Stream<ServiceVersion> below(FilePath directory, ListOptions options) {
      return versions.stream()
          .filter(version -> version.path().startsWith(directory))
          .filter(version -> !version.path().equals(directory));
    }
  }
}
