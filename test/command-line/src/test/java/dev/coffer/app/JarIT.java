package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar. */
class JarIT {
  private static final int CLASS_FILES_OF_17 = 61;

  @TempDir private Path directory;

  private Program jar() {
    return new Program(
        List.of(Program.JAVA, "-jar", Repository.JAR.toString()),
        directory,
        Map.of("LC_ALL", "C.UTF-8"));
  }

  @Test
  void itRunsAlone() throws IOException, InterruptedException {
    assertThat(jar().run("--version").out()).matches("coffer \\d+\\.\\d+\\.\\d+.*\n");
    assertThat(jar().runWithInput("x", "--store", "file:s", "put", "-", "a/☀").err()).isEmpty();
    Shell.Result listed = jar().run("--store", "file:s", "ls", "-r");
    assertThat(listed.err()).isEmpty();
    assertThat(listed.out()).isEqualTo("a/☀\n");
  }

  @Test
  void itsManifestHasTheVersionThatItPrints() throws IOException, InterruptedException {
    try (JarFile jar = new JarFile(Repository.JAR.toFile())) {
      String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
      assertThat(jar().run("version").out()).isEqualTo("coffer " + version + "\n");
    }
  }

  @Test
  void aLocalStoreLoadsNothingOfTheClientsOfServices() throws IOException, InterruptedException {
    Program program =
        new Program(
            List.of(
                Program.JAVA, "-Xlog:class+load:file=loaded", "-jar", Repository.JAR.toString()),
            directory,
            Map.of());
    assertThat(program.run("--store", "file:s", "ls").code()).isZero();
    Path loaded = directory.resolve("loaded");
    assertThat(loaded).content().contains("dev.coffer.local.LocalFileStore");
    assertThat(loaded)
        .content()
        .doesNotContain("software.amazon", "dev.coffer.s3", "org.apache.http")
        .doesNotContain("com.google", "dev.coffer.gcs")
        .doesNotContain("dev.coffer.retry.RetryingFileStore");
    assertThat(program.run("--store", "s3:", "ls").code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(loaded).content().contains("dev.coffer.s3.S3Provider");
    assertThat(program.run("--store", "gs:", "ls").code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(loaded).content().contains("dev.coffer.gcs.GoogleCloudProvider");
  }

  @Test
  void quickstartNeedsNothingElse() throws IOException, InterruptedException {
    Program jar = jar();
    Shell.Result result =
        new Program(
                List.of(
                    Program.JAVA,
                    "-Djava.io.tmpdir=" + directory,
                    "-jar",
                    Repository.JAR.toString()),
                directory,
                jar.env())
            .run("quickstart");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("Storing built-in samples", "equal, byte for byte");
    assertThat(result.code()).isZero();
  }

  @Test
  void itHoldsClassFilesOf17() throws IOException {
    try (JarFile jar = new JarFile(Repository.JAR.toFile())) {
      List<JarEntry> classes =
          jar.stream()
              .filter(entry -> entry.getName().endsWith(".class"))
              .filter(entry -> !entry.getName().startsWith("META-INF/versions/"))
              .toList();
      assertThat(classes).isNotEmpty();
      for (JarEntry entry : classes) {
        assertThat(version(jar, entry)).as(entry.getName()).isLessThanOrEqualTo(CLASS_FILES_OF_17);
      }
    }
  }

  private static int version(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.skipNBytes(6);
      return in.readUnsignedShort();
    }
  }
}
