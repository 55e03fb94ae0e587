package dev.coffer.audit;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A trail that is read: files with lines, and a head. */
sealed interface Trail {
  /** The files with lines, in the order of their lines. */
  List<String> names() throws IOException;

  /** The bytes of one. */
  InputStream open(String name) throws IOException;

  /** Nothing when there is none, or none that can be read. */
  Optional<AuditHead> head() throws IOException;

  /** Whether files grow: then a writer may have been killed in a line, and a seal ends a file. */
  boolean grows();

  /** In a directory. */
  record OfDirectory(Path directory) implements Trail {
    @Override
    public List<String> names() throws IOException {
      return AuditLines.files(directory).stream()
          .map(file -> String.valueOf(file.getFileName()))
          .toList();
    }

    @Override
    public InputStream open(String name) throws IOException {
      return Channels.newInputStream(PinnedFile.read(directory.resolve(name)));
    }

    @Override
    public Optional<AuditHead> head() throws IOException {
      return AuditHead.read(directory);
    }

    @Override
    public boolean grows() {
      return true;
    }
  }

  /** In a store. */
  record OfStore(FileStore store) implements Trail {
    @Override
    public List<String> names() {
      return store.list("").stream().filter(AuditLines::isName).toList();
    }

    @Override
    public InputStream open(String name) {
      return store.open(name);
    }

    @Override
    public Optional<AuditHead> head() throws IOException {
      FilePath path = FilePath.of(AuditHead.NAME);
      try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS)) {
        return AuditHead.parse(file.stream().readAllBytes());
      } catch (NotFoundException e) {
        return Optional.empty();
      }
    }

    @Override
    public boolean grows() {
      return false;
    }
  }
}
