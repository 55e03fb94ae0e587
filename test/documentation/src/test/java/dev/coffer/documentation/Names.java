package dev.coffer.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether a word in code font that looks like a name of Java names something. */
final class Names {
  private static final Pattern PACKAGE = Pattern.compile("dev\\.coffer(\\.[a-z]+)*");

  /** A type, perhaps with a method; a word of capitals alone and a unit of bytes are none. */
  private static final Pattern TYPE =
      Pattern.compile(
          "(?![KMGT]iB$)([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.([a-z]\\w*))?(?:\\(.*\\))?");

  private static final List<String> JDK =
      List.of(
          "java.lang",
          "java.util",
          "java.util.concurrent",
          "java.util.stream",
          "java.io",
          "java.nio.channels",
          "java.nio.file");

  private Names() {}

  static boolean isStale(String word) {
    if (PACKAGE.matcher(word).matches()) {
      return !Repository.hasPackage(word);
    }
    Matcher type = TYPE.matcher(word);
    return type.matches() && !exists(type.group(1), Optional.ofNullable(type.group(2)));
  }

  private static boolean exists(String type, Optional<String> method) {
    List<Path> sources = Repository.sourcesOf(type);
    if (sources.isEmpty()) {
      return JDK.stream().anyMatch(name -> isClass(name + "." + type));
    }
    return method.isEmpty() || sources.stream().anyMatch(source -> declares(source, method.get()));
  }

  private static boolean declares(Path source, String method) {
    try {
      return Pattern.compile("\\b" + method + " ?\\(").matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isClass(String name) {
    try {
      return Class.forName(name, false, null).getName().equals(name);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
