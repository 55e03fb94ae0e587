package dev.coffer.app.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the jars of plug-ins are: what {@code COFFER_CLASSPATH} names, then the jars in the user's
 * own directory.
 *
 * @param variable files and directories, separated as in a class path; may be empty
 * @param directory the user's directory, which need not exist; empty for none
 */
public record PluginPath(String variable, String directory) {
  /** The environment variable that names jars, and directories that contain jars. */
  public static final String VARIABLE = "COFFER_CLASSPATH";

  /** No plug-ins. */
  public static final PluginPath NONE = new PluginPath("", "");

  private static final String ALL_OF_A_DIRECTORY = File.separator + "*";

  /**
   * Returns the path of this process.
   *
   * @param environment the environment variables
   * @return the path
   */
  public static PluginPath ofProcess(Map<String, String> environment) {
    String home = System.getProperty("user.home", "");
    boolean known = Path.of(home).isAbsolute(); // "?" for a user whom the system does not know
    return new PluginPath(
        environment.getOrDefault(VARIABLE, ""), known ? home + "/.coffer/lib" : "");
  }

  /**
   * Lists the jars. Without any, this is a look for one directory: each start has to wait for it.
   *
   * @return file names; a directory that cannot be listed is in it as it is
   */
  List<String> jars() {
    boolean exists = exists(directory);
    if (variable.isEmpty() && !exists) {
      return List.of();
    }
    Set<String> jars = new LinkedHashSet<>();
    for (String name : variable.split(File.pathSeparator, -1)) {
      if (!name.isBlank()) {
        jars.addAll(named(name));
      }
    }
    if (exists) {
      jars.addAll(inDirectory(directory));
    }
    return List.copyOf(jars);
  }

  /** A directory stands for its jars, as does {@code DIR/*} in a class path of Java. */
  private static List<String> named(String name) {
    String plain =
        name.endsWith(ALL_OF_A_DIRECTORY)
            ? name.substring(0, name.length() - ALL_OF_A_DIRECTORY.length())
            : name;
    return new File(plain).isDirectory() ? inDirectory(plain) : List.of(name);
  }

  private static boolean exists(String directory) {
    return !directory.isEmpty() && new File(directory).isDirectory();
  }

  /** In the order of their names, so that the same jar comes first at every start. */
  private static List<String> inDirectory(String directory) {
    List<String> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory), "*.jar")) {
      files.forEach(file -> jars.add(file.toString()));
    } catch (IOException | InvalidPathException e) {
      return List.of(directory);
    }
    Collections.sort(jars);
    return jars;
  }
}
