package dev.coffer.app.sync;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.OmittedName;
import dev.coffer.OmittedName.Reason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Regular files in the order of a store's listing. It holds the names of the directories that are
 * open, and looks at a file when its turn comes.
 */
final class FolderWalk implements Iterator<FileInfo> {
  private static final String OWN_AREA = ".coffer";

  private final FolderOrigin origin;
  private final SkippedFiles leftovers;
  private final Deque<Iterator<String>> open = new ArrayDeque<>();
  private @Nullable FileInfo next;

  FolderWalk(FolderOrigin origin, SkippedFiles leftovers) {
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
    FilePath path = FilePath.of(name);
    try {
      BasicFileAttributes attributes = FolderOrigin.attributes(origin.file(path));
      if (attributes.isRegularFile()) {
        next = FolderOrigin.info(path, attributes);
      } else if (attributes.isDirectory()) {
        String hint = "it became a directory while the source was read";
        leftovers.failed(
            name,
            new ConflictException(new ErrorContext("read", name, origin.toString()), hint, null));
      } else {
        Reason reason = attributes.isSymbolicLink() ? Reason.LINK : Reason.SPECIAL_FILE;
        leftovers.omitted(new OmittedName(name, reason));
      }
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
      if (directory.isEmpty()) {
        leftovers.unreadable(directory, origin.failure(directory, e));
      }
      // Any other went away, as a file does.
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
          add(directory + name, entry, names);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(FilePath::compareUtf8);
    return names;
  }

  /** Adds a name; one that cannot be looked at or that no path can have is told instead. */
  private void add(String name, Path entry, List<String> names) {
    boolean valid = origin.leadsTo(name, entry);
    String shown = valid ? name : RawName.of(origin.root(), entry);
    try {
      String suffix = FolderOrigin.attributes(entry).isDirectory() ? "/" : "";
      if (valid) {
        names.add(name + suffix);
      } else {
        leftovers.omitted(new OmittedName(shown + suffix, Reason.INVALID_NAME));
      }
    } catch (NoSuchFileException e) {
      // As above.
    } catch (IOException e) {
      leftovers.failed(shown, origin.failure(shown, e));
    }
  }
}
