package dev.coffer.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A process that has ended.
 *
 * @param code its exit code
 * @param out its standard output
 * @param err its standard error
 */
record Run(int code, String out, String err) {
  private static final Pattern SETTING =
      Pattern.compile("COFFER|FILE_STORE|AWS_|GOOGLE_|STORAGE_EMULATOR_HOST|SESSION_API_KEY");

  /** Runs a command in a directory, as a user without settings would. */
  static Run of(List<String> command, Path directory) throws IOException, InterruptedException {
    return of(command, directory, Map.of());
  }

  /** Runs a command in a directory, as a user with these variables alone would. */
  static Run of(List<String> command, Path directory, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile(directory, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
    Map<String, String> env = builder.environment();
    env.keySet().removeIf(name -> SETTING.matcher(name).lookingAt());
    env.putAll(variables);
    env.put("JAVA_HOME", System.getProperty("java.home"));
    env.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + directory);
    env.put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return new Run(code, out, Files.readString(err));
  }
}
