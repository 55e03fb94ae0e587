package dev.coffer.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The user and group 65534, who may do nothing but what everybody may. */
final class OtherUser {
  private static final int ID = 65534;
  private static final List<String> COMMAND =
      List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups");

  private final List<Path> classPath;

  private OtherUser(List<Path> classPath) {
    this.classPath = classPath;
  }

  /**
   * Prepares what the user needs to run Java: the class path, where it can be read.
   *
   * @param directory one that everybody may enter
   */
  static OtherUser in(Path directory) throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "only root can become another user");
    String problem;
    try {
      List<String> java = new ArrayList<>(COMMAND);
      java.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-version"));
      Process process =
          new ProcessBuilder(java)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      problem = process.onExit().join().exitValue() == 0 ? "" : "it may not run this Java";
    } catch (IOException e) {
      problem = e.toString();
    }
    assumeTrue(problem.isEmpty(), "no Java as another user: " + problem);
    return new OtherUser(copyClassPath(directory));
  }

  private static List<Path> copyClassPath(Path directory) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path source = Path.of(entry);
      if (Files.exists(source)) {
        Path copy = directory.resolve("class-path-" + copies.size());
        copyTree(source, copy);
        copies.add(copy);
      }
    }
    return copies;
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(
          path -> {
            try {
              Path copy = to.resolve(from.relativize(path).toString());
              Files.copy(path, copy);
              permit(copy, Files.isDirectory(copy) ? "rwxr-xr-x" : "rw-r--r--");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  StoreProcess store() {
    return StoreProcess.start(StoreProcess.process().under(COMMAND).classPath(classPath));
  }

  /** Makes a file or directory the user's own. */
  static void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", ID, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", ID, LinkOption.NOFOLLOW_LINKS);
  }

  static Path permit(Path path, String permissions) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
