package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
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
   * Gives a staged file what it takes over. It is reached by the handle of its directory: root may
   * work in a directory of a user who puts links in its way.
   *
   * @param replaced the file whose place it takes, if there is one
   */
  void takeOver(Staging staging, String name, Path replaced) throws IOException {
    if (!known) {
      return;
    }
    Kept before = read(replaced);
    Kept fresh = ofNewFiles;
    if (fresh == null) {
      fresh = read(staging.path().resolve(name));
      ofNewFiles = fresh;
    }
    if (before != null && !before.equals(fresh)) {
      give(before, fresh, staging.folder().posix(name), replaced);
    }
  }

  private static void give(
      Kept before, @Nullable Kept fresh, PosixFileAttributeView staged, Path replaced)
      throws IOException {
    boolean sameGroup = fresh != null && fresh.group == before.group;
    boolean sameOwner = fresh != null && fresh.owner == before.owner;
    if (!sameGroup || !sameOwner) {
      PosixFileAttributes of =
          Files.readAttributes(replaced, PosixFileAttributes.class, NOFOLLOW_LINKS);
      sameGroup |= isDone(() -> staged.setGroup(of.group()));
      isDone(() -> staged.setOwner(of.owner()));
    }
    staged.setPermissions(permissions(sameGroup ? before.bits : before.bitsForOtherGroup()));
  }

  private static boolean isDone(FileWork.Action gift) {
    try {
      gift.run();
      return true;
    } catch (IOException e) {
      return false; // only root may give a file to another user, and only a member to a group
    }
  }

  /** The permissions that bits stand for, the lowest bit for the last of them. */
  private static Set<PosixFilePermission> permissions(int bits) {
    PosixFilePermission[] all = PosixFilePermission.values();
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < all.length; i++) {
      if ((bits >> (all.length - 1 - i) & 1) != 0) {
        set.add(all[i]);
      }
    }
    return set;
  }

  /** Null if there is no such file, or a link or a directory. */
  private static @Nullable Kept read(Path file) {
    try {
      Map<String, Object> found = Files.readAttributes(file, ATTRIBUTES, NOFOLLOW_LINKS);
      int mode = number(found, "mode");
      return (mode & KIND) == REGULAR
          ? new Kept(mode & BITS, number(found, "uid"), number(found, "gid"))
          : null;
    } catch (IOException e) {
      return null; // deleted meanwhile; the rename reports anything else that is wrong
    }
  }

  private static int number(Map<String, Object> found, String attribute) {
    return found.get(attribute) instanceof Integer number ? number : 0;
  }
}
