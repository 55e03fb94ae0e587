package dev.coffer.versioning;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.spi.ServiceVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The versions of a path that its service keeps.
 *
 * @param path the path
 * @param versions all of them, with the current file, the newest first
 */
record ServiceHistory(FilePath path, List<ServiceVersion> versions) {
  /** Returns what was there at a moment; empty if there was no file. */
  Optional<ServiceVersion> at(Instant moment) {
    return at(moment, versions.stream());
  }

  /** Returns the same of versions that are read no further. */
  static Optional<ServiceVersion> at(Instant moment, Stream<ServiceVersion> newestFirst) {
    return newestFirst
        .filter(version -> !version.time().isAfter(moment))
        .findFirst()
        .filter(version -> !version.deletion());
  }

  /** Returns what users see. */
  FileHistory seen() {
    Optional<FileInfo> current =
        versions.stream()
            .filter(ServiceVersion::isCurrent)
            .findFirst()
            .map(ServiceHistory::described);
    return new FileHistory(path, current, earlier());
  }

  /** Returns the versions and deletions without the current file, the newest first. */
  List<FileVersion> earlier() {
    return versions.stream()
        .filter(version -> !version.isCurrent())
        .map(ServiceHistory::seen)
        .toList();
  }

  static FileVersion seen(ServiceVersion version) {
    return new FileVersion(version.id(), version.time(), version.size(), version.deletion());
  }

  /** What a listing knows of a version. */
  static FileInfo described(ServiceVersion version) {
    return new FileInfo(
        version.path(), version.size(), version.time(), version.etag(), Optional.empty(), Map.of());
  }
}
