package dev.coffer.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a printed program unchanged, and runs it. */
final class PastedProgram {
  private static final String FRAME =
      """
      import dev.coffer.*;
      import java.io.*;
      import java.nio.charset.StandardCharsets;
      import java.util.*;

      public class Pasted {
        public static void run(FileStore store) throws Exception {
      PROGRAM  }
      }
      """;

  private PastedProgram() {}

  static void compile(String java) {
    inFolder(folder -> compileInto(folder, java));
  }

  /** Runs the program; an error of the store may end it, nothing else. */
  static void run(String java, Supplier<FileStore> stores) {
    inFolder(
        folder -> {
          compileInto(folder, java);
          load(folder, stores);
        });
  }

  private interface Step {
    void run(Path folder) throws Exception;
  }

  private static void inFolder(Step step) {
    try {
      Path folder = Files.createTempDirectory("pasted");
      try {
        step.run(folder);
      } finally {
        delete(folder);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void compileInto(Path folder, String java) {
    String source = FRAME.replace("PROGRAM", java);
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Pasted.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(file)).call();
    assertThat(compiled).as(source + messages).isTrue();
  }

  private static void load(Path folder, Supplier<FileStore> stores) throws Exception {
    URL[] urls = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls);
        FileStore store = stores.get()) {
      loader.loadClass("Pasted").getMethod("run", FileStore.class).invoke(null, store);
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).isInstanceOf(FileStoreException.class);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(PastedProgram::deleteFile);
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
