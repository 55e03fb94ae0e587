package dev.coffer.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the command line as a process of its own.
 *
 * @param command what stands before the arguments
 * @param directory where it runs; its two streams are kept there
 * @param env added to an environment that names no store
 */
record Program(List<String> command, Path directory, Map<String, String> env) {
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** The classes under test. */
  static Program ofClasses(Path directory) {
    String home = "-Duser.home=" + directory;
    String classes = System.getProperty("java.class.path");
    return new Program(
        List.of(
            JAVA,
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // short lives
            "--enable-native-access=ALL-UNNAMED", // as the manifest of the jar says
            home,
            "-cp",
            classes,
            Main.class.getName()),
        directory,
        Map.of());
  }

  Program with(String variable, String value) {
    return new Program(command, directory, Map.of(variable, value));
  }

  /** The same as the argument of another program: {@code strace}, {@code setpriv}. */
  Program under(List<String> other) {
    return new Program(Stream.concat(other.stream(), command.stream()).toList(), directory, env);
  }

  Process start(String... args) throws IOException {
    return builder(args).start();
  }

  Shell.Result run(String... args) throws IOException, InterruptedException {
    return runWithInput("", args);
  }

  Shell.Result runWithInput(String input, String... args) throws IOException, InterruptedException {
    Path in = Files.writeString(directory.resolve("stdin"), input);
    Path out = directory.resolve("stdout");
    Path err = directory.resolve("stderr");
    Process process =
        builder(args)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int code = process.waitFor();
    return new Shell.Result(code, Files.readAllBytes(out), Files.readString(err));
  }

  static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private ProcessBuilder builder(String... args) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("COFFER_") || name.startsWith("FILE_STORE"));
    builder.environment().putAll(env);
    return builder;
  }
}
