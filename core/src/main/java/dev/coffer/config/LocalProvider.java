package dev.coffer.config;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A directory of this machine; a relative one starts at the process's working directory. */
final class LocalProvider implements FileStoreProvider {
  static final Option<Durability> DURABILITY =
      Option.choice(
              "durability",
              Durability.class,
              "What is guaranteed to be on disk when a call returns: nothing, the file, or the file"
                  + " and its directory entry.")
          .orElse("full");

  @Override
  public String type() {
    return "local";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public List<Option<?>> options() {
    return List.of(DURABILITY);
  }

  @Override
  public FileStore open(Settings settings) {
    if (settings.authority().isPresent()) {
      throw settings.wrong(
          "'file://' is followed by a host; write file:/DIRECTORY, or file:DIRECTORY for a relative"
              + " one");
    }
    return new LocalFileStore(root(settings), settings.get(DURABILITY));
  }

  /** The absolute path: a relative one is another directory in another working directory. */
  @Override
  public String identity(Settings settings) {
    Path root = root(settings).toAbsolutePath().normalize();
    try {
      return type() + ":" + root.toRealPath();
    } catch (IOException e) { // not created yet
      return type() + ":" + root;
    }
  }

  private Path root(Settings settings) {
    String path = settings.requirePath("file:/var/data");
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw ConfigurationErrors.forStore(
          type(),
          "this host cannot hold the path " + ConfigurationErrors.quoted(path) + "; choose another",
          e);
    }
  }
}
