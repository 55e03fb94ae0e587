package dev.coffer.audit;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A trail to read: files with lines, and a head. */
sealed interface Trail {
  /** Returns the files with lines, in the order of their lines. */
  List<String> names() throws IOException;

  /** Opens a file. */
  InputStream open(String name) throws IOException;

  /** Returns the head; empty if there is none or it is invalid. */
  Optional<AuditHead> head() throws IOException;

  /**
   * Returns whether files grow: then a writer may have been killed within a line, and a seal ends a
   * file.
   */
  boolean grows();

  /** Returns the names that a writer would refuse because they are not regular files. */
  List<String> irregular() throws IOException;

  /** A trail in a directory. */
  record OfDirectory(TrailFolder folder) implements Trail {
    @Override
    public List<String> names() throws IOException {
      return AuditLines.files(folder);
    }

    @Override
    public InputStream open(String name) throws IOException {
      return Channels.newInputStream(PinnedFile.read(folder, name));
    }

    @Override
    public Optional<AuditHead> head() throws IOException {
      return AuditHead.read(folder);
    }

    @Override
    public boolean grows() {
      return true;
    }

    @Override
    public List<String> irregular() throws IOException {
      List<String> irregular = new ArrayList<>();
      for (String name : List.of(TrailLock.NAME, AuditHead.NAME)) {
        try {
          PinnedFile.requireRegular(folder, name);
        } catch (NoSuchFileException e) {
          // A writer creates it, or the lines show that it is missing.
        } catch (DamagedTrailException e) {
          irregular.add(name);
        }
      }
      return irregular;
    }
  }

  /** A trail in a store. */
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

    @Override
    public List<String> irregular() {
      return List.of();
    }
  }
}
