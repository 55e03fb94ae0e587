package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.util.Map;
import java.util.Optional;

/** A store in which each file that is read is the version of it that a word names. */
final class VersionView extends ForwardingFileStore {
  static final VerbOption OPTION =
      new VerbOption(
          "--version",
          "ID",
          "An earlier version: its id or a part of it, or -1 for the one before.");

  private final FileVersions versions;
  private final String word;

  private VersionView(FileStore store, FileVersions versions, String word) {
    super(store);
    this.versions = versions;
    this.word = word;
  }

  /** Returns the versions that a call names; else the store itself. */
  static FileStore of(FileStore store, ParsedArguments words) {
    String word = words.value(OPTION);
    if (word == null || word.equals(Revisions.CURRENT)) {
      return store;
    }
    try {
      return new VersionView(store, KeptHistory.of(store, "read a version"), word);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return Optional.of(describe(path, version(path)));
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    FileVersion version = version(path);
    return new OpenedFile(
        describe(path, version),
        versions.open(path.toString(), version.id(), options.offset(), options.length()));
  }

  private FileVersion version(FilePath path) {
    return Revisions.of(path, delegate(), versions).version(word);
  }

  private static FileInfo describe(FilePath path, FileVersion version) {
    return new FileInfo(
        path, version.size(), version.time(), version.id(), Optional.empty(), Map.of());
  }
}
