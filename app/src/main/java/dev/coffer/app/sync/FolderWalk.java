package dev.coffer.app.sync;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Regular files in the order of a store's listing. It holds the names of the directories that are
 * open, and looks at a file when its turn comes.
 */
final class FolderWalk implements Iterator<FileInfo> {
  private static final String OWN_AREA = ".coffer";

  private final FolderOrigin origin;
  private final Leftovers leftovers;
  private final Deque<Iterator<String>> open = new ArrayDeque<>();
  private @Nullable FileInfo next;

  FolderWalk(FolderOrigin origin, Leftovers leftovers) {
    this.origin = origin;
    this.leftovers = leftovers;
    enter("");
  }

  @Override
  public boolean hasNext() {
    while (next == null && !open.isEmpty()) {
      advance();
    }
    return next != null;
  }

  @Override
  public FileInfo next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    FileInfo file = next;
    next = null;
    return file;
  }

  private void advance() {
    Iterator<String> names = open.getLast();
    if (!names.hasNext()) {
      open.removeLast();
      return;
    }
    String name = names.next();
    if (name.endsWith("/")) {
      enter(name);
    } else {
      look(name);
    }
  }

  private void look(String name) {
    try {
      Optional<FileInfo> file = origin.info(FilePath.ofFile(name));
      if (file.isEmpty()) {
        leftovers.leftOut(name);
      }
      next = file.orElse(null);
    } catch (InvalidFilePathException e) {
      leftovers.failed(name, e);
    } catch (NoSuchFileException e) {
      // It went away since its directory was read, as if it had never been there.
    } catch (IOException e) {
      leftovers.failed(name, origin.failure(name, e));
    }
  }

  private void enter(String directory) {
    try {
      open.addLast(names(directory).iterator());
    } catch (NoSuchFileException e) {
      // As above; the root itself was looked at before.
    } catch (IOException e) {
      leftovers.unreadable(directory, origin.failure(directory, e));
    }
  }

  /** In the order of UTF-8 bytes, where a directory's trailing slash counts. */
  private List<String> names(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(origin.root().resolve(directory))) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.equalsIgnoreCase(OWN_AREA)) {
          names.add(directory + name + (Files.isDirectory(entry, NOFOLLOW_LINKS) ? "/" : ""));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(FilePath::compareUtf8);
    return names;
  }
}
