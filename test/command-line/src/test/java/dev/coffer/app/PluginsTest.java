package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.app.plugin.PluginPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that are compiled and packed here, and jars that are none. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the class paths here are those of Unix")
class PluginsTest {
  private static final String STORES = "FileStoreProvider";
  private static final String LAYERS = "LayerProvider";

  @TempDir private static Path made;
  private static Path shelf = Path.of("");
  private static Path shout = Path.of("");

  @TempDir private Path directory;

  @BeforeAll
  static void plugins() throws IOException {
    shelf =
        new PluginSource(made.resolve("shelf"), "")
            .with("shelf.ShelfProvider", PluginSource.SHELF)
            .jar(made.resolve("jars/my shelf ☀.jar"), Map.of(STORES, "shelf.ShelfProvider"));
    shout =
        new PluginSource(made.resolve("shout"), "")
            .with("shout.ShoutProvider", PluginSource.SHOUT)
            .jar(made.resolve("jars/shout.jar"), Map.of(LAYERS, "shout.ShoutProvider"));
  }

  private static Shell.Result run(String classPath, String... args) {
    return new Shell(Map.of(PluginPath.VARIABLE, classPath), new byte[0], Terminals.NONE).run(args);
  }

  private Path copy(Path jar, String name) throws IOException {
    Path copy = directory.resolve(name);
    Files.createDirectories(copy.getParent());
    return Files.copy(jar, copy);
  }

  @Test
  void theJarsOfTheVariableAreInUse() {
    String both = ":" + shelf + "::" + shout + ":";
    Shell.Result read = run(both, "--store", "shelf:top?shelf.colour=red", "cat", "of", "colour");
    assertThat(read.err()).isEmpty();
    assertThat(read.out()).isEqualTo("topred");
    String uri = "file:" + directory + "/s?shout=on";
    assertThat(run(both, "put", shout.toString(), "a", "--store", uri).err()).isEmpty();
    assertThat(directory.resolve("s/a")).hasContent("LOUD");
    assertThat(run(both, "--store", uri, "doctor").lines())
        .contains("shout         on  (URI)", "layers        observed → shout → local");
  }

  @Test
  void aDirectoryOfTheVariableStandsForItsJars() {
    for (String name : List.of(made + "/jars", made + "/jars/*")) {
      assertThat(run(name, "--store", "shelf:x", "cat", "of").out()).isEqualTo("x");
    }
  }

  @Test
  void theJarsOfTheUsersDirectoryAreInUse() throws IOException, InterruptedException {
    copy(shelf, ".coffer/lib/shelf.jar");
    copy(shout, ".coffer/lib/shout.jar.disabled");
    Program program = Program.ofClasses(directory);
    Shell.Result read = program.run("--store", "board:x", "cat", "of");
    assertThat(read.err()).isEmpty();
    assertThat(read.out()).isEqualTo("x");
    assertThat(program.run("--store", "memory:?shout=on", "ls").err())
        .contains("unknown option 'shout'");
  }

  @Test
  void aUserWithoutAHomeDirectoryHasNoJarsThere() throws IOException, InterruptedException {
    copy(shelf, "?/.coffer/lib/shelf.jar");
    List<String> command = new ArrayList<>(Program.ofClasses(directory).command());
    command.replaceAll(word -> word.startsWith("-Duser.home=") ? "-Duser.home=?" : word);
    Program program = new Program(command, directory, Map.of());
    assertThat(program.run("--store", "board:x", "ls").err()).contains("unknown scheme 'board'");
  }

  @Test
  void aPluginFindsWhatItNeedsInTheJarsBesideIt() throws IOException {
    Path library =
        new PluginSource(directory.resolve("library"), "")
            .with("lib.Name", "package lib; public class Name { public String text = \"deep\"; }")
            .jar(directory.resolve("lib/z.jar"), Map.of());
    String text = PluginSource.SHELF.replace("settings.path().orElse(\"\")", "new lib.Name().text");
    new PluginSource(directory.resolve("user"), ":" + library)
        .with("shelf.ShelfProvider", text)
        .jar(directory.resolve("lib/a.jar"), Map.of(STORES, "shelf.ShelfProvider"));
    String lib = directory + "/lib";
    assertThat(run(lib, "--store", "shelf:", "cat", "of").out()).isEqualTo("deep");
    assertThat(run(lib, "plugins").lines())
        .contains("library                             " + library);
    Files.delete(library);
    Shell.Result missing = run(lib, "--store", "shelf:", "cat", "of");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err())
        .startsWith("coffer: a class is missing or does not fit: java.lang.NoClassDefFoundError")
        .endsWith(": lib/Name\nTry: coffer plugins\n");
  }

  @Test
  void eachProviderIsListedWithItsJar() {
    Shell.Result listed = run(shelf + ":" + shout, "plugins");
    assertThat(listed.code()).isZero();
    assertThat(listed.err()).isEmpty();
    assertThat(listed.lines())
        .contains(
            "store     local (file:)             built in",
            "store     s3 (s3:)                  built in",
            "layer     events                    built in",
            "listener  audit                     built in",
            "receiver  webhook.url               built in",
            "store     shelf (board:, shelf:)    " + shelf,
            "layer     shout                     " + shout);
    assertThat(run(shelf.toString(), "--json", "plugins").lines())
        .contains(
            "{\"kind\":\"store\",\"name\":\"memory\",\"schemes\":[\"memory\"],"
                + "\"class\":\"dev.coffer.config.MemoryProvider\",\"builtIn\":true}",
            "{\"kind\":\"store\",\"name\":\"shelf\",\"schemes\":[\"board\",\"shelf\"],"
                + "\"class\":\"shelf.ShelfProvider\",\"builtIn\":false,\"jar\":\""
                + shelf
                + "\"}");
  }

  @Test
  void theHelpNamesTheSchemesOfPluginsToo() {
    assertThat(run("", "--help").out()).contains("file:, gs:, memory:, s3:");
    assertThat(run(shelf.toString(), "--help").out()).contains("A URI begins with board:, file:");
  }

  @Test
  void whatIsUnknownMayBeInAPlugin() {
    for (String uri : List.of("az://box", "memory:?tally=on", "memory:?layers=tally")) {
      Shell.Result result = run("", "--store", uri, "ls");
      assertThat(result.code()).isEqualTo(ExitCode.CONFIGURATION);
      assertThat(result.err())
          .hasLineCount(2)
          .contains("unknown ")
          .endsWith("\n" + Plugins.ADVICE + "\n")
          .contains("~/.coffer/lib", "COFFER_CLASSPATH");
    }
  }

  @Test
  void aJarThatDoesNotWorkIsNamedAndBreaksNothing() throws IOException, InterruptedException {
    assertLeftOut("there is no such file", directory.resolve("missing.jar"));
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    assertLeftOut("it cannot be read: ", text);
    Path pipe = directory.resolve("pipe.jar");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertLeftOut("it is no file", pipe);
    assertLeftOut(
        "shelf.ShelfProvider needs Java 55, and this is Java " + Runtime.version().feature(),
        forJava55());
    assertLeftOut("it names the provider no.Such, which is missing", shelf("no.Such"));
    assertLeftOut("java.lang.String is no dev.coffer.config.FileSt", shelf("java.lang.String"));
    assertLeftOut("the type 'shelf' is in " + shelf + " already", shelf, copy(shelf, "again.jar"));
  }

  private Path shelf(String provider) throws IOException {
    return new PluginSource(directory.resolve(provider), "")
        .with("a.B", "package a; class B {}")
        .jar(directory.resolve(provider + ".jar"), Map.of(STORES, provider));
  }

  /** A class file tells its version in its seventh and eighth byte. */
  private Path forJava55() throws IOException {
    PluginSource source =
        new PluginSource(directory.resolve("55"), "")
            .with("shelf.ShelfProvider", PluginSource.SHELF);
    Path file = directory.resolve("55/classes/shelf/ShelfProvider.class");
    source.jar(directory.resolve("55.jar"), Map.of());
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = 99;
    Files.write(file, bytes);
    return PluginSource.pack(
        directory.resolve("55/classes"),
        directory.resolve("55.jar"),
        Map.of(STORES, "shelf.ShelfProvider"));
  }

  private static void assertLeftOut(String reason, Path... jars) {
    String classPath = String.join(":", List.of(jars).stream().map(Path::toString).toList());
    String bad = jars[jars.length - 1].toString();
    Shell.Result other = run(classPath, "--store", "memory:", "ls");
    assertThat(other.code()).isZero();
    assertThat(other.err())
        .startsWith("coffer: plug-in " + bad + " is left out: " + reason)
        .hasLineCount(1);
    Shell.Result listed = run(classPath, "plugins");
    assertThat(listed.code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(listed.err()).isEqualTo("coffer: plugins: 1 jar is left out\n");
    assertThat(listed.out()).contains("unusable                            " + bad + ": " + reason);
  }

  @Test
  void aProviderThatFailsOrTakesABuiltInNameIsLeftOut() throws IOException {
    String failing =
        PluginSource.SHELF.replace(
            "private static final Option<String> COLOUR = Option.text(\"shelf.colour\"",
            "private static final Option<String> COLOUR = Option.text(\"Not a Name\"");
    assertLeftOut("shelf.ShelfProvider does not fit this Coffer or this Java: ", of("1", failing));
    String ofS3 = PluginSource.SHELF.replace("\"board\"", "\"s3\"");
    assertLeftOut("the scheme 's3' is built in already", of("2", ofS3));
    String error =
        PluginSource.SHELF.replace(
            "return List.of(COLOUR)", "throw new java.util.ServiceConfigurationError(\"no\")");
    assertLeftOut("shelf.ShelfProvider does not fit this Coffer or this Java: ", of("3", error));
    String withoutSchemes =
        PluginSource.SHELF.replace("return Set.of(\"shelf\", \"board\")", "return null");
    assertThat(withoutSchemes).isNotEqualTo(PluginSource.SHELF);
    assertLeftOut("shelf.ShelfProvider cannot be used: ", of("4", withoutSchemes));
  }

  private Path of(String name, String text) throws IOException {
    return new PluginSource(directory.resolve(name), "")
        .with("shelf.ShelfProvider", text)
        .jar(directory.resolve(name + ".jar"), Map.of(STORES, "shelf.ShelfProvider"));
  }
}
