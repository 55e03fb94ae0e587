package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file that replaces another takes over from it, so that those who could use the file before
 * still can: the permission bits, and owner and group where this process may give a file away;
 * without its group it opens to nobody to whom it was closed. What would let a program run with its
 * owner's rights is not taken over: the bytes are others.
 */
final class Permissions {
  private static final String ATTRIBUTES = "unix:mode,uid,gid";
  private static final int BITS = 0777;
  private static final int KIND = 0170000;
  private static final int REGULAR = 0100000;

  private final boolean known;

  /** What a new file has, as the first that was staged shows; nearly every file has the same. */
  private volatile @Nullable Kept ofNewFiles;

  /**
   * Learns whether the system has such permissions.
   *
   * @param root the directory of the store
   */
  Permissions(Path root) {
    this.known = root.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** What a file keeps when it is replaced. */
  record Kept(int bits, int owner, int group) {
    /** Gives them to the file that is staged to replace it. */
    void giveTo(Path staged) throws IOException {
      boolean sameGroup = isGiven(staged, "unix:gid", group);
      isGiven(staged, "unix:uid", owner);
      Files.setAttribute(staged, "unix:mode", sameGroup ? bits : bitsForOtherGroup());
    }

    private static boolean isGiven(Path staged, String attribute, int value) {
      try {
        Files.setAttribute(staged, attribute, value, NOFOLLOW_LINKS);
        return true;
      } catch (IOException e) {
        return false; // only root may give a file to another user, and only a member to a group
      }
    }

    /**
     * What may be given where the group cannot be kept: members of the other group and everybody
     * else may do what both the old group and everybody else could, since one may now be the other.
     */
    int bitsForOtherGroup() {
      int both = (bits >> 3) & bits & 07;
      return (bits & 0700) | (both << 3) | both;
    }
  }

  /**
   * What a staged file has to be given.
   *
   * @param replaced the file whose place it takes, if there is one
   * @return null when it has all that already, as it nearly always has
   */
  @Nullable Kept toKeep(Path replaced, Path staged) {
    if (!known || !replaced.toFile().exists()) { // a look that throws takes longer than the rest
      return null;
    }
    Kept before = read(replaced);
    Kept fresh = ofNewFiles;
    if (fresh == null) {
      fresh = read(staged);
      ofNewFiles = fresh;
    }
    return before == null || before.equals(fresh) ? null : before;
  }

  /** Null when there is no such file, or a link or a directory. */
  private static @Nullable Kept read(Path file) {
    try {
      Map<String, Object> found = Files.readAttributes(file, ATTRIBUTES, NOFOLLOW_LINKS);
      int mode = number(found, "mode");
      return (mode & KIND) == REGULAR
          ? new Kept(mode & BITS, number(found, "uid"), number(found, "gid"))
          : null;
    } catch (IOException e) {
      return null; // deleted meanwhile; what else may be wrong with the place, the rename tells
    }
  }

  private static int number(Map<String, Object> found, String attribute) {
    return found.get(attribute) instanceof Integer number ? number : 0;
  }
}
