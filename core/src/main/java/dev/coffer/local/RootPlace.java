package dev.coffer.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the root of a store may be. */
final class RootPlace {
  private static final Path OWN_FILES = Path.of(StoreArea.NAME, "files");

  private RootPlace() {}

  static void check(Path root, LocalErrors errors) {
    if (!root.getFileSystem().equals(FileSystems.getDefault())) {
      String hint = "a root lies in the default file system, not in " + root.getFileSystem();
      throw errors.unusable(hint, null);
    }
    requireUnicodeNames(root, errors);
    refuseOwnFiles(root, errors);
  }

  /** Under a locale such as POSIX the JVM can neither name nor list files beyond ASCII. */
  private static void requireUnicodeNames(Path root, LocalErrors errors) {
    String name = "\u00e9\u20ac\ud83d\ude80";
    InvalidPathException cause = null;
    try {
      if (root.resolve(name).endsWith(name)) {
        return;
      }
    } catch (InvalidPathException e) {
      cause = e;
    }
    String hint =
        "this JVM can name files in ASCII only; start it with the environment variable LC_ALL=C.UTF-8";
    throw errors.unusable(hint, cause);
  }

  /** What a store keeps for its layers is not to be changed by another. */
  private static void refuseOwnFiles(Path root, LocalErrors errors) {
    for (Path at = real(root); at != null; at = at.getParent()) {
      Path area = at.getParent();
      if (area != null && at.endsWith(OWN_FILES) && Files.exists(area.resolve("locks"))) {
        String hint =
            "the store 'file:%s' keeps files of its own there, such as earlier versions; open that store"
                .formatted(area.getParent());
        throw errors.unusable(hint, null);
      }
    }
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) { // not created yet
      return root.toAbsolutePath().normalize();
    }
  }
}
