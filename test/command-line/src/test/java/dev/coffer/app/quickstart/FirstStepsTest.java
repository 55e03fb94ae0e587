package dev.coffer.app.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that the tour shows. */
class FirstStepsTest {
  private static final String CLASSES = System.getProperty("java.class.path");

  @TempDir private Path directory;

  @Test
  void itCompilesAndDoesWhatItSays() throws IOException, InterruptedException {
    Path source = Files.writeString(directory.resolve("FirstSteps.java"), Tour.code());
    assertThat(compile(source)).isEmpty();
    String out = run();
    assertThat(out.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("[users/ada/settings.json]"),
            line -> assertThat(line).isEqualTo("{\"theme\":\"dark\"}"),
            line -> assertThat(line).contains("conflict with the present state"));
    assertThat(directory.resolve("data/users/ada/settings.json"))
        .hasContent("{\"theme\":\"dark\"}");
    assertThat(run()).isEqualTo(out);
  }

  private static String compile(Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options = List.of("-proc:none", "-Xlint:all,-options", "-cp", CLASSES);
      compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
          .call();
    }
    return messages.toString();
  }

  private String run() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", directory + ":" + CLASSES, "FirstSteps")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
