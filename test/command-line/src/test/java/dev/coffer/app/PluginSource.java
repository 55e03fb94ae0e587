package dev.coffer.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The source of a plug-in, which is compiled and packed as its author would do it.
 *
 * @param directory where it is compiled
 * @param classPath other jars that it needs
 */
record PluginSource(Path directory, String classPath) {
  /** A back end with the scheme {@code shelf}, which keeps files in memory. */
  static final String SHELF =
      """
      package shelf;

      import dev.coffer.FileStore;
      import dev.coffer.config.*;
      import dev.coffer.memory.InMemoryFileStore;
      import java.util.*;

      public final class ShelfProvider implements FileStoreProvider {
        private static final Option<String> COLOUR = Option.text("shelf.colour", "Its colour.");

        public String type() {
          return "shelf";
        }

        public Set<String> schemes() {
          return Set.of("shelf", "board");
        }

        public List<Option<?>> options() {
          return List.of(COLOUR);
        }

        public FileStore open(Settings settings) {
          FileStore store = InMemoryFileStore.shared("shelf", Long.MAX_VALUE);
          settings.find(COLOUR).ifPresent(colour -> store.write("colour", colour));
          store.write("of", settings.path().orElse(""));
          return store;
        }
      }
      """;

  /** A layer that the option {@code shout} enables, and that makes what is read upper case. */
  static final String SHOUT =
      """
      package shout;

      import dev.coffer.*;
      import dev.coffer.config.*;
      import dev.coffer.spi.*;
      import java.util.*;

      public final class ShoutProvider implements LayerProvider {
        private static final Option<Boolean> SHOUT = Option.flag("shout", "Whether to shout.");

        public String name() {
          return "shout";
        }

        public Position position() {
          return Position.OBSERVED;
        }

        public List<Option<?>> options() {
          return List.of(SHOUT);
        }

        public Optional<Layer> layer(Settings settings) {
          return settings.find(SHOUT).orElse(false)
              ? Optional.of(next -> new ForwardingFileStore(next) {
                  @Override
                  public FileInfo write(FilePath path, Content content, WriteOptions options) {
                    return super.write(path, Content.of("LOUD"), options);
                  }
                })
              : Optional.empty();
        }
      }
      """;

  /** A class of the plug-in. */
  PluginSource with(String name, String text) throws IOException {
    Path file = directory.resolve("src").resolve(name.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Compiles it and makes a jar that names these providers, by the simple name of the service. */
  Path jar(Path jar, Map<String, String> providers) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path") + classPath));
    sources().forEach(source -> words.add(source.toString()));
    int failures =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    if (failures > 0) {
      throw new IOException("the plug-in does not compile");
    }
    return pack(classes, jar, providers);
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("src"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Packs class files that were compiled before. */
  static Path pack(Path classes, Path jar, Map<String, String> providers) throws IOException {
    Files.createDirectories(jar.getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> add(out, classes.relativize(file).toString(), file));
      for (Map.Entry<String, String> provider : providers.entrySet()) {
        out.putNextEntry(new JarEntry("META-INF/services/dev.coffer.config." + provider.getKey()));
        out.write(
            ("# made by a test\n" + provider.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static void add(JarOutputStream out, String name, Path file) {
    try {
      out.putNextEntry(new JarEntry(name));
      Files.copy(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
