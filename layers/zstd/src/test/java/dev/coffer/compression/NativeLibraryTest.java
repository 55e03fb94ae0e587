package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes in which the library of zstd cannot be used. */
class NativeLibraryTest {
  @TempDir Path directory;

  @Test
  void aNativeLibraryThatCannotBeLoadedIsReportedWithWhatToDo() throws Exception {
    assertThat(run("-DZstdNativePath=" + directory.resolve("none.so"), classPath()))
        .containsExactly(
            "small: written",
            "small: read",
            "large: not supported (the native library of zstd cannot be loaded from "
                + directory
                + ", which must permit execution: name another directory with"
                + " -DZstdTempFolder=DIR)",
            "stored: not supported");
  }

  @Test
  void aMissingLibraryIsReportedWithWhatToDo() throws Exception {
    String others =
        Arrays.stream(classPath().split(File.pathSeparator))
            .filter(path -> !path.contains("zstd-jni"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(run("-Dunused=true", others))
        .containsExactly(
            "small: written",
            "small: read",
            "large: not supported (zstd needs the library com.github.luben:zstd-jni: add it to the"
                + " class path)",
            "stored: not supported");
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private List<String> run(String property, String classPath) throws Exception {
    try (FileStore store = open(directory)) {
      store.write("stored", Stored.lines(10_000, 1));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", property, "-Djava.io.tmpdir=" + directory));
    command.addAll(List.of("-cp", classPath, Program.class.getName(), directory.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }

  private static FileStore open(Path directory) {
    return new CompressingFileStore(
        new LocalFileStore(directory.resolve("store"), Durability.NONE));
  }

  /** Uses a store as far as that is possible. */
  static final class Program {
    private Program() {}

    /**
     * Runs it.
     *
     * @param args the directory
     */
    public static void main(String[] args) throws IOException {
      try (FileStore store = open(Path.of(args[0]))) {
        store.write("small", "x");
        System.out.println("small: written");
        System.out.println("small: " + (store.readString("small").equals("x") ? "read" : "lost"));
        System.out.println("large: " + failure(() -> write(store)));
        System.out.println(
            "stored: " + failure(() -> store.readBytes("stored")).replaceAll(" \\(.*", ""));
      }
    }

    private static void write(FileStore store) {
      store.write(FilePath.of("large"), Content.of(Stored.lines(10_000, 1)), WriteOptions.DEFAULTS);
    }

    private static String failure(Runnable action) {
      try {
        action.run();
        return "done";
      } catch (UnsupportedFeatureException e) {
        return e.getMessage().replaceAll(".*: not supported", "not supported");
      }
    }
  }
}
