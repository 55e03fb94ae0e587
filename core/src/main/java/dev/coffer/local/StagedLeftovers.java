package dev.coffer.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the staging directories of an area: what processes are writing, and what dead ones
 * left. Of a process of another container that may be dead, what has not changed for a day is taken
 * for left.
 */
final class StagedLeftovers {
  /** As {@link StoreArea} names them, and, before it had tokens, by the number alone. */
  private static final Pattern NAME = Pattern.compile("(\\d{1,4})(?:-([0-9a-z]{1,13})-\\d+)?");

  private static final Duration LONG = Duration.ofDays(1);

  private final StoreArea area;

  StagedLeftovers(StoreArea area) {
    this.area = area;
  }

  /** Takes the staging directory of a process, which has a name in that of all. */
  interface ProcessVisitor {
    void visit(DirectoryHandle all, String name, DirectoryHandle staging) throws IOException;
  }

  /** Takes what lies in a staging directory. */
  interface StagedVisitor {
    void visit(String name, FileAttributes node) throws IOException;
  }

  /** Deletes what dead processes left. */
  void sweep() throws IOException {
    eachDead(
        (all, name, dead) -> {
          eachStaged(dead, (staged, node) -> deleteQuietly(() -> deleteStaged(dead, staged, node)));
          deleteQuietly(() -> all.deleteFolder(name));
        });
  }

  private static void deleteQuietly(FileWork.Action deletion) throws IOException {
    try {
      deletion.run();
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Another process sweeps at the same time, or another program has put something there.
    }
  }

  /** Deletes what was not published, with its record. */
  void deleteStaged(DirectoryHandle staging, String name, FileAttributes node) throws IOException {
    if (node.isFolder()) {
      staging.deleteFolder(name);
    } else {
      MetadataRecords.delete(area, node);
      staging.deleteFile(name);
    }
  }

  /** Shows the staging directories of processes that are dead, and stay so meanwhile. */
  void eachDead(ProcessVisitor visitor) throws IOException {
    eachProcess(
        (all, name, staging) -> {
          Matcher parts = NAME.matcher(name);
          if (parts.matches()) {
            int number = Integer.parseInt(parts.group(1));
            boolean old = isOld(staging);
            area.locks()
                .whileDead(number, token(parts), old, () -> visitor.visit(all, name, staging));
          }
        });
  }

  private static long token(Matcher parts) {
    String token = parts.group(2);
    return token == null ? -1 : Long.parseLong(token, 36);
  }

  private static boolean isOld(DirectoryHandle staging) throws IOException {
    Instant[] latest = {modified(staging.stat("."))};
    eachStaged(
        staging,
        (name, node) -> {
          if (node.lastModified().isAfter(latest[0])) {
            latest[0] = node.lastModified();
          }
        });
    return latest[0].isBefore(Instant.now().minus(LONG));
  }

  private static Instant modified(@Nullable FileAttributes node) {
    return node == null ? Instant.MAX : node.lastModified();
  }

  /** Shows the staging directories of all processes. */
  void eachProcess(ProcessVisitor visitor) throws IOException {
    try (DirectoryHandle all = area.allStaging()) {
      if (all != null) {
        all.eachName(process -> visit(all, process.toString(), visitor));
      }
    }
  }

  private static void visit(DirectoryHandle all, String name, ProcessVisitor visitor)
      throws IOException {
    if (NAME.matcher(name).matches()) {
      try (DirectoryHandle folder = all.folder(name)) {
        visitor.visit(all, name, folder);
      } catch (NoSuchFileException | NotDirectoryException e) {
        // That process has left, or something foreign lies there.
      }
    }
  }

  /** Shows what lies in a staging directory. */
  static void eachStaged(DirectoryHandle staging, StagedVisitor visitor) throws IOException {
    staging.eachName(
        path -> {
          String name = path.toString();
          FileAttributes node = staging.stat(name);
          if (node != null) {
            visitor.visit(name, node);
          }
        });
  }
}
