package dev.coffer.app.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * A jar that can be read, with the classes that it names as providers; a library names none.
 *
 * @param file the jar
 * @param classes the names of the provider classes
 */
record PluginJar(Path file, Map<ProviderKind, List<String>> classes) {
  private static final String CLASS = ".class";
  private static final int MAJOR_VERSION_AT = 6;
  private static final int MAJOR_VERSION_OF_JAVA_0 = 44;

  /** Reads what a jar names, without loading a class of it. */
  static PluginJar read(String name) throws UnusableJarException {
    try {
      Path file = Path.of(name);
      try (JarFile jar = open(file)) {
        Map<ProviderKind, List<String>> classes = new EnumMap<>(ProviderKind.class);
        for (ProviderKind kind : ProviderKind.values()) {
          classes.put(kind, classes(jar, kind));
        }
        requireVersionOfFirst(jar);
        return new PluginJar(file, classes);
      }
    } catch (InvalidPathException e) {
      throw new UnusableJarException("its name is not readable in this locale", e);
    } catch (NoSuchFileException e) {
      throw new UnusableJarException("there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new UnusableJarException("access denied", e);
    } catch (IOException e) {
      throw new UnusableJarException("it cannot be read: " + e.getMessage(), e);
    }
  }

  private static JarFile open(Path file) throws IOException, UnusableJarException {
    BasicFileAttributes kind = Files.readAttributes(file, BasicFileAttributes.class);
    if (kind.isDirectory()) {
      throw new UnusableJarException("it is a directory that cannot be read");
    }
    if (!kind.isRegularFile()) { // a pipe would be waited for
      throw new UnusableJarException("it is no file");
    }
    return new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
  }

  private static List<String> classes(JarFile jar, ProviderKind kind)
      throws IOException, UnusableJarException {
    JarEntry services = jar.getJarEntry("META-INF/services/" + kind.service().getName());
    List<String> classes = new ArrayList<>();
    if (services != null) {
      for (String line : text(jar, services).lines().toList()) {
        String name = line.replaceFirst("#.*", "").strip();
        if (!name.isEmpty()) {
          requireVersion(jar, name);
          classes.add(name);
        }
      }
    }
    return classes;
  }

  private static String text(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** One class tells for which Java a library was compiled. */
  private static void requireVersionOfFirst(JarFile jar) throws IOException, UnusableJarException {
    Optional<String> first =
        jar.stream()
            .map(JarEntry::getName)
            .filter(name -> name.endsWith(CLASS) && !name.startsWith("META-INF/"))
            .filter(name -> !name.endsWith("module-info.class"))
            .findFirst();
    if (first.isPresent()) {
      String file = first.get();
      requireVersion(jar, file.substring(0, file.length() - CLASS.length()).replace('/', '.'));
    }
  }

  /** A class for a later Java is refused before the JVM, which names no jar, refuses it. */
  private static void requireVersion(JarFile jar, String name)
      throws IOException, UnusableJarException {
    JarEntry entry = jar.getJarEntry(name.replace('.', '/') + CLASS);
    if (entry == null) {
      return; // it may be in another jar
    }
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.skipNBytes(MAJOR_VERSION_AT);
      int needed = in.readUnsignedShort() - MAJOR_VERSION_OF_JAVA_0;
      int here = Runtime.version().feature();
      if (needed > here) {
        throw new UnusableJarException(
            "%s needs Java %d, and this is Java %d".formatted(name, needed, here));
      }
    }
  }
}
