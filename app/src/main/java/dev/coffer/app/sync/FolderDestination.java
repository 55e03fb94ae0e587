package dev.coffer.app.sync;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A directory: a file that has the time of its origin has not changed since it was copied. Metadata
 * are not kept, since a local store holds them for the time that it gave to the file itself.
 */
record FolderDestination(Path directory, FileStore store) implements Destination {
  private static final Duration ROUNDED = Duration.ofSeconds(5);

  @Override
  public boolean looksEqual(Origin origin, FileInfo from, FileInfo here) {
    return isOfOneTime(from, here);
  }

  private static boolean isOfOneTime(FileInfo from, FileInfo here) {
    return from.lastModified().equals(here.lastModified());
  }

  @Override
  public WriteOptions options(FileInfo from) {
    return WriteOptions.DEFAULTS;
  }

  @Override
  public void settle(FileInfo from, FileInfo here) {
    boolean isSame =
        store.stat(here.path()).filter(now -> now.etag().equals(here.etag())).isPresent();
    if (isSame && isPast(from.lastModified()) && !isOfOneTime(from, here)) {
      setTime(directory.resolve(here.path().toString()), FileTime.from(from.lastModified()));
    }
  }

  /**
   * Whether no change can get the same time any more, also by a clock that is a little behind:
   * services give whole seconds. Otherwise the next run compares the bytes.
   */
  private static boolean isPast(Instant time) {
    return !time.equals(time.truncatedTo(SECONDS)) || time.plus(ROUNDED).isBefore(Instant.now());
  }

  private static void setTime(Path file, FileTime time) {
    try {
      Files.getFileAttributeView(file, BasicFileAttributeView.class, NOFOLLOW_LINKS)
          .setTimes(time, null, null);
    } catch (IOException e) {
      // The bytes are there. The next run compares them, since the times differ.
    }
  }
}
