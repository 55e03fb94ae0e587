package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.SoftDeletedFile;
import java.util.Optional;
import java.util.stream.Stream;

/** What was removed for good and the bucket still has, for verbs that show it or bring it back. */
final class SoftDeleted {
  static final VerbOption OPTION =
      VerbOption.of(
          "--soft-deleted", "What was removed for good and a bucket of Google still has.");

  private SoftDeleted() {}

  /** Returns what is left of a file or of all files below a directory; to be closed. */
  static Stream<SoftDeletedFile> of(FilePath path, FileVersions versions) {
    FilePath above = path.isRoot() ? path : path.parent().orElseThrow();
    return versions
        .softDeleted(above.toString())
        .filter(one -> path.isRoot() || one.path().startsWith(path));
  }

  /** Returns the version of a file with an id, as one that can be restored. */
  static Optional<FileVersion> find(FilePath file, String id, FileVersions versions) {
    try (Stream<SoftDeletedFile> all = of(file, versions)) {
      return all.filter(one -> one.path().equals(file) && one.id().equals(id))
          .findFirst()
          .map(one -> new FileVersion(one.id(), one.deleted(), one.size(), false));
    }
  }

  static void print(SoftDeletedFile one, CommandSession session) {
    if (session.json()) {
      JsonLine json = new JsonLine().text("path", one.path().toString()).text("id", one.id());
      json.number("size", one.size()).text("deletedAt", one.deleted().toString());
      session.console().out().println(json.text("until", one.until().toString()).toString());
    } else {
      session
          .console()
          .say(
              one.path()
                  + ": "
                  + Display.count(one.size(), "byte", "bytes")
                  + ", removed "
                  + one.deleted()
                  + ", there until "
                  + one.until()
                  + ", version "
                  + one.id());
    }
  }
}
