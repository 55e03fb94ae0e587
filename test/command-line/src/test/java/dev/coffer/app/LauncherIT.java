package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher at the repository's root, with the jar as it was just built. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherIT {
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwx------");

  @TempDir private Path directory;

  private Program launcher(Path script, Map<String, String> env) {
    return new Program(List.of(script.toString()), directory, env);
  }

  @Test
  void itRunsFromElsewhereThroughLinks() throws IOException, InterruptedException {
    Path real = Files.createSymbolicLink(directory.resolve("first link"), Repository.LAUNCHER);
    Path link = Files.createSymbolicLink(directory.resolve("second"), real.getFileName());
    Program program = launcher(link, Map.of());
    assertThat(program.runWithInput("x", "--store", "file:./s", "put", "-", "a").err()).isEmpty();
    assertThat(directory.resolve("s/a")).hasContent("x");
    Shell.Result missing = program.run("--store", "file:./s", "cat", "b");
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).hasLineCount(1);
    Files.delete(link);
    Files.delete(real);
  }

  @Test
  void namesAreUtf8InEveryLocale() throws IOException, InterruptedException {
    for (String locale : new String[] {"C", "POSIX", "C.UTF-8"}) {
      Program program = launcher(Repository.LAUNCHER, Map.of("LC_ALL", locale));
      String name = "día 🗄️ " + locale;
      assertThat(program.runWithInput("x", "--store", "file:s", "put", "-", name).err()).isEmpty();
      assertThat(program.run("--store", "file:s", "ls").out()).contains(name + "\n");
      assertThat(directory.resolve("s").resolve(name)).hasContent("x");
    }
  }

  /** The layout of the archive and of the package. */
  private Path installed() throws IOException {
    Path home = Files.createDirectories(directory.resolve("my opt ☀"));
    Files.createDirectory(home.resolve("bin"));
    Files.createDirectory(home.resolve("lib"));
    Files.copy(Repository.JAR, home.resolve("lib/coffer.jar"));
    return Files.copy(Repository.LAUNCHER, home.resolve("bin/coffer"));
  }

  private static List<Path> archives(Path directory) throws IOException {
    try (Stream<Path> files = Files.find(directory, 9, (file, as) -> as.isRegularFile())) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  @Test
  void installedItKeepsItsClassesInTheUsersCache() throws IOException, InterruptedException {
    Path launcher = installed();
    Path home = Files.createDirectory(directory.resolve("home"));
    Program program = launcher(launcher, Map.of("HOME", home.toString(), "XDG_CACHE_HOME", ""));
    assertThat(program.run("version").err()).isEmpty();
    assertThat(archives(home.resolve(".cache/coffer")))
        .singleElement()
        .satisfies(LauncherIT::holdsClasses);
    FileTime made = Files.getLastModifiedTime(archives(home).get(0));
    assertThat(program.run("version").out()).startsWith("coffer ");
    assertThat(archives(home)).hasSize(1);
    assertThat(Files.getLastModifiedTime(archives(home).get(0))).isEqualTo(made);
  }

  private static void holdsClasses(Path archive) {
    assertThat(archive.toFile()).size().isGreaterThan(1 << 20);
  }

  @Test
  void whatTheInstallationKeepsServesAll() throws IOException, InterruptedException {
    Path launcher = installed();
    Path cache = Files.createDirectory(directory.resolve("my opt ☀/cache"));
    Program program =
        launcher(launcher, Map.of("HOME", "/dev/null", "XDG_CACHE_HOME", ""))
            .under(List.of("sh", "-c", "umask 077; exec \"$0\" \"$@\""));
    assertThat(program.run("version").err()).isEmpty();
    assertThat(archives(cache)).hasSize(1);
    assertThat(Files.getPosixFilePermissions(archives(cache).get(0)))
        .as("whatever the umask of the first is")
        .contains(PosixFilePermission.OTHERS_READ);
  }

  @Test
  void whereNothingCanBeKeptItRunsAsWell() throws IOException, InterruptedException {
    Program program = launcher(installed(), Map.of("HOME", "/dev/null", "XDG_CACHE_HOME", ""));
    Shell.Result result = program.run("version");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("coffer ");
  }

  @Test
  void aWrongJavaHomeIsNamed() throws IOException, InterruptedException {
    Shell.Result result = launcher(Repository.LAUNCHER, Map.of("JAVA_HOME", "/no/where")).run("ls");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith("coffer: no Java in JAVA_HOME (/no/where)").hasLineCount(1);
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws IOException, InterruptedException {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    for (String tool : new String[] {"readlink"}) {
      String script = "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n";
      Files.createFile(tools.resolve(tool), PosixFilePermissions.asFileAttribute(EXECUTABLE));
      Files.writeString(tools.resolve(tool), script);
    }
    Map<String, String> env = Map.of("JAVA_HOME", "", "PATH", tools.toString());
    Shell.Result result = launcher(Repository.LAUNCHER, env).run("ls");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith("coffer: no Java found: install a JDK 17").hasLineCount(1);
  }
}
