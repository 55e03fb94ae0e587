package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.jspecify.annotations.Nullable;

/** Finds out whether files have extended attributes, by setting one on a directory. */
final class AttributeProbe {
  private static final String NAME = "coffer.probe";

  private final Path directory;
  private volatile @Nullable Boolean known;

  AttributeProbe(Path directory) {
    this.directory = directory;
  }

  /** Whether they have; tried once. */
  boolean succeeds() {
    Boolean before = known;
    return before == null
        ? succeedsOn(
            Files.getFileAttributeView(
                directory, UserDefinedFileAttributeView.class, NOFOLLOW_LINKS))
        : before;
  }

  /** The same; what a lack of file descriptors hides is tried another time. */
  boolean succeedsOn(@Nullable UserDefinedFileAttributeView view) {
    if (view == null) {
      return know(false);
    }
    try {
      view.write(NAME, ByteBuffer.wrap(new byte[1]));
      delete(view);
      return know(true);
    } catch (IOException e) {
      return LocalErrors.isTooManyOpenFiles(e) || know(LocalErrors.isFull(e));
    } catch (UnsupportedOperationException e) {
      return know(false);
    }
  }

  private boolean know(boolean has) {
    known = has;
    return has;
  }

  /** Another thread that tries at the same time may have deleted it, which proves nothing. */
  private static void delete(UserDefinedFileAttributeView view) {
    try {
      view.delete(NAME);
    } catch (IOException e) {
      // One byte beside the directory does no harm.
    }
  }
}
