package dev.coffer.app.doctor;

import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.util.List;
import java.util.UUID;

/** A file for trying a store, in a directory with a random name. */
final class ProbeFile {
  private static final String TEXT = "Written by coffer doctor, which deletes it.\n";

  private final FileStore store;
  private final FilePath directory = FilePath.of("coffer-doctor-" + UUID.randomUUID());
  private final FilePath file = directory.resolve(FilePath.of("probe.txt"));
  private boolean wasRead;
  private boolean wasListed;

  ProbeFile(FileStore store) {
    this.store = store;
  }

  /** Asks for the file, which does not exist yet. */
  void reach() {
    store.stat(file);
  }

  /** Writes the file; never replaces another. */
  String write() {
    store.write(file, Content.of(TEXT), WriteOptions.DEFAULTS.ifAbsent());
    return file.toString();
  }

  String read() {
    if (!store.readString(file.toString()).equals(TEXT)) {
      throw new CorruptFileException(
          new ErrorContext("read", file.toString(), store.name()),
          "it is not what was written",
          null);
    }
    wasRead = true;
    return TEXT.length() + " bytes, equal";
  }

  String list() {
    List<String> listed = store.list(directory.toString());
    if (!listed.equals(List.of(file.toString()))) {
      throw failure("list", "the directory of one file gives " + listed.size() + " entries");
    }
    wasListed = true;
    return "1 entry";
  }

  boolean wasListed() {
    return wasListed;
  }

  /** Deletes the file, and checks that it is gone if reading and listing are permitted. */
  String delete() {
    store.deleteFiles(List.of(file));
    if (!wasRead || !wasListed) {
      return "done";
    }
    if (store.stat(file).isPresent()) {
      throw failure("delete", "it is still there");
    }
    return "it is gone";
  }

  /** Returns a path next to the file, for trials that leave nothing. */
  FilePath beside(String name) {
    return directory.resolve(FilePath.of(name));
  }

  private StorageFailureException failure(String operation, String hint) {
    return new StorageFailureException(
        new ErrorContext(operation, file.toString(), store.name()), hint, null);
  }
}
