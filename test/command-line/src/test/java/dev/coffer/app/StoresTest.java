package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.coffer.testkit.remote.SilentServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stores that a file gives names to, on the command line. */
@Tag("one-jdk")
class StoresTest {
  @TempDir private Path directory;
  private final Map<String, String> env = new HashMap<>();

  @BeforeEach
  void aStoreHasAName() throws IOException {
    env.put("COFFER_CONFIG", file().toString());
    stores("stores.box.uri=file:" + directory + "/b\u00f6x 1", "stores.box.durability=none");
  }

  private Path file() {
    return directory.resolve("stores.properties");
  }

  private void stores(String... lines) throws IOException {
    Files.writeString(file(), String.join("\n", lines));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
  }

  private Shell.Result run(String... args) {
    return shell().run(args);
  }

  private Shell shell() {
    return new Shell(Map.copyOf(env), new byte[0], Terminals.NONE);
  }

  private static void assertDone(Shell.Result result, String... lines) {
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.lines()).containsExactly(lines);
  }

  @Test
  void eachVerbTakesANameOrADirectoryOfTheStore() {
    assertDone(shell().withInput("hello").run("put", "-", "d/e/a", "--store", "@box"));
    assertDone(run("--store=@box/d", "cat", "e/a"), "hello");
    env.put("COFFER_STORE", "@box/d/");
    assertDone(run("ls", "-r"), "e/a");
    assertThat(directory.resolve("b\u00f6x 1/d/e/a")).hasContent("hello");
    assertThat(directory.resolve("b\u00f6x 1/d/.coffer")).doesNotExist();
  }

  @Test
  void aSyncTakesNamesOnBothSides() throws IOException {
    stores("stores.a.uri=file:" + directory + "/a", "stores.b.uri=file:" + directory + "/b");
    shell().withInput("hello").run("put", "-", "d/x", "--store", "@a");
    assertThat(run("sync", "@a/d", "@b/copy").out()).contains("copied 1 file, 5 bytes");
    assertThat(directory.resolve("b/copy/x")).hasContent("hello");
    assertThat(run("sync", "@a/d", "@a/d/e").err()).contains("lie in one another");
    assertThat(run("sync", "@a/d", "@a/e").code()).isZero();
    assertThat(run("sync", "@a/absent", "@b").code()).isEqualTo(3);
  }

  @Test
  void anAuditTrailIsFoundByTheNameOfItsStore() throws IOException {
    stores(
        "stores.a.uri=file:" + directory + "/a",
        "stores.a.audit=@trail",
        "stores.trail.uri=file:" + directory + "/trail");
    assertDone(run("ls", "--store", "@a"));
    assertThat(run("audit", "show", "@trail").out()).contains("list");
    assertThat(run("audit", "verify", "--store", "@a").code()).isZero();
  }

  @Test
  void doctorTakesAStoreAsItsWord() {
    Shell.Result result = run("doctor", "@box/d");
    assertThat(result.code()).isZero();
    assertThat(result.lines())
        .contains(
            "type          local  (argument)",
            "durability    none  (" + file() + ":2)",
            "scope         d  (@box/d)");
    assertThat(run("doctor", "@box", "--store", "memory:").code()).isEqualTo(2);
  }

  @Test
  void aNameThatNoStoreHasIsConfigurationAndADirectoryOutsideIsUsage() {
    Shell.Result unknown = run("ls", "--store", "@bix");
    assertThat(unknown.code()).isEqualTo(7);
    assertThat(unknown.err()).contains("no store 'bix' in " + file() + "; did you mean 'box'?");
    assertThat(run("ls", "--store", "@box/../a").code()).isEqualTo(2);
    env.put("COFFER_CONFIG", directory.resolve("absent").toString());
    assertThat(run("ls", "--store", "@box").code()).isEqualTo(7);
  }

  @Test
  void aListShowsWhereEachValueComesFromAndNoSecret() throws IOException {
    secretStores();
    Shell.Result result = run("stores");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.lines())
        .containsExactly(
            "@box",
            "  type          local",
            "  path          /srv/box  (" + file() + ":4)",
            "@photos",
            "  type          s3",
            "  path          photos/2024  (" + file() + ":1)",
            "  region        eu-west-1  (environment variable AWS_REGION)",
            "  access-key    ***  (" + file() + ":2)",
            "  secret-key    ***  (environment variable KEY_OF_PHOTOS (" + file() + ":3))");
  }

  private void secretStores() throws IOException {
    stores(
        "stores.photos.uri=s3://photos/2024",
        "stores.photos.accessKey=canary",
        "stores.photos.secret-key=env:KEY_OF_PHOTOS",
        "stores.box.uri=file:/srv/box");
    env.put("KEY_OF_PHOTOS", "canary");
    env.put("AWS_REGION", "eu-west-1");
    env.put("AWS_SESSION_TOKEN", "canary-of-another-account");
  }

  @Test
  void aListAsJsonIsAnObjectAStore() throws IOException {
    secretStores();
    Shell.Result result = run("stores", "list", "photos", "--json");
    assertThat(result.lines())
        .singleElement()
        .asString()
        .startsWith("{\"name\":\"photos\",\"type\":\"s3\",\"settings\":{\"path\":")
        .contains("\"secret-key\":{\"value\":\"***\",\"source\":\"environment variable KEY_OF")
        .doesNotContain("canary");
  }

  @Test
  void aUrlWithAnyCharacterIsOneValueOfValidJsonAndShowsNothingOfItsPath() throws IOException {
    stores("stores.a.uri=memory:", "stores.a.webhook.url=http://h/\"SECRET}SECRET http://i/x");
    String json = run("stores", "list", "--json").out();
    assertThat(json)
        .containsPattern("\"webhook.url\":\\{\"value\":\"http://h/\\w{16} http://i/\\w{16}\",")
        .doesNotContain("SECRET");
    assertThat(run("stores").out()).doesNotContain("SECRET");
    assertThat(run("doctor", "@a").out()).doesNotContain("SECRET");
    assertThat(run("doctor", "@a", "--json").out()).doesNotContain("SECRET");
  }

  @Test
  void aStoreThatIsConfiguredWronglyDoesNotHideTheOthers() throws IOException {
    stores("stores.a.uri=memory:", "stores.a.maxsice=1", "stores.b.uri=memory:");
    Shell.Result list = run("stores");
    assertThat(list.code()).isEqualTo(7);
    assertThat(list.out()).contains("did you mean 'max-size'? (" + file() + ":2)", "@b\n");
    Shell.Result check = run("stores", "check");
    assertThat(check.code()).isEqualTo(7);
    assertThat(check.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("@a  FAILED: open on @a: ").contains("max-size"),
            line -> assertThat(line).isEqualTo("@b  ok: memory"));
  }

  @Test
  void aCheckTriesWhatIsNamedAndWritesNothing() throws IOException {
    assertDone(run("stores", "check", "@box"), "@box  ok: file:" + directory + "/b\u00f6x 1");
    assertDone(
        run("stores", "check", "box", "--json"),
        "{\"name\":\"box\",\"ok\":true,\"store\":\"file:" + directory + "/b\u00f6x 1\"}");
    assertThat(directory.resolve("b\u00f6x 1")).doesNotExist();
    assertThat(run("stores", "check", "bix").out()).contains("@bix  FAILED", "did you mean 'box'?");
  }

  @Test
  void aStoreThatDoesNotAnswerFailsAtTheTimeLimitAlone() throws IOException {
    try (SilentServer silence = new SilentServer("")) {
      stores(
          "stores.a.uri=s3://b?endpoint=" + silence.uri("http"),
          "stores.a.access-key=a",
          "stores.a.secret-key=b",
          "stores.b.uri=memory:");
      Shell.Result result = run("stores", "check", "--within", "PT5S");
      assertThat(result.code()).isEqualTo(5);
      assertThat(result.lines())
          .satisfiesExactly(
              line ->
                  assertThat(line).startsWith("@a  FAILED").contains("did not answer within 5s"),
              line -> assertThat(line).isEqualTo("@b  ok: memory"));
    }
  }

  /** The command is interrupted as soon as it says something. */
  @Test
  @Timeout(300)
  void whatIsSaidWhileStoresAreTriedNamesTheStoreAndTheLimit() throws IOException {
    stores(
        "stores.a.uri=s3://b?endpoint=http://127.0.0.1:1&request.unreachable-after=2h",
        "stores.a.access-key=a",
        "stores.a.secret-key=b");
    Thread command = Thread.currentThread();
    ByteArrayOutputStream said =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            command.interrupt();
          }
        };
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new StandardOutput(OutputStream.nullOutputStream()),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            env,
            Terminals.NONE);
    int code = new CommandRunner(console).run("stores", "check", "--within", "1h");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(code).isEqualTo(5);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("coffer: @a: no connection; trying again for up to 1h (--within)");
  }

  @Test
  void namesAreLinesForScripts() throws IOException {
    stores("stores.b.uri=x", "stores.a.uri=y");
    assertDone(run("stores", "names"), "@a", "@b");
    assertDone(run("stores", "names", "--json"), "{\"name\":\"a\"}", "{\"name\":\"b\"}");
  }

  @Test
  void wrongWordsAreUsage() {
    assertThat(run("stores", "chek").code()).isEqualTo(2);
    assertThat(run("stores", "--store", "memory:").code()).isEqualTo(2);
    assertThat(run("stores", "check", "--within", "soon").code()).isEqualTo(2);
  }

  @Test
  void theUsualFileIsInTheHomeDirectoryAndAWarningStandsOnStandardError() throws Exception {
    Program program = Program.ofClasses(directory);
    Shell.Result none = program.run("stores");
    assertThat(none.code()).isZero();
    assertThat(none.err()).contains("/.coffer/config.properties does not exist");
    Path usual = Files.createDirectory(directory.resolve(".coffer")).resolve("config.properties");
    Files.writeString(usual, "stores.a.uri=memory:");
    Files.setPosixFilePermissions(usual, PosixFilePermissions.fromString("rw-r--r--"));
    Shell.Result open = program.run("stores", "names");
    assertThat(open.code()).isZero();
    assertThat(open.out()).isEqualTo("@a\n");
    assertThat(open.err()).startsWith("WARN " + usual).contains("chmod 600");
  }

  @Test
  void aTimeLimitOfAnyLengthIsTakenAndNoneIsRefused() throws IOException {
    stores("stores.b.uri=memory:");
    for (String time : new String[] {"999999999w", "PT9223372036854775807S"}) {
      assertDone(run("stores", "check", "--within", time), "@b  ok: memory");
    }
    assertThat(run("stores", "check", "--within", "0s").code()).isEqualTo(2);
  }

  @Test
  void aListShowsWhatEveryStoreHasToo() throws IOException {
    stores("stores.b.uri=memory:", "stores.b.layers=observed", "stores.b.observe=on");
    env.put("COFFER_STATE", directory.toString());
    assertDone(
        run("stores"),
        "@b",
        "  type          memory",
        "  observe       on  (" + file() + ":3)",
        "  layers        observed  (" + file() + ":2)",
        "  state         " + directory + "  (environment variable COFFER_STATE)");
  }

  @Test
  void bucketsThatAnOptionNamesAreTwoPlaces() throws IOException {
    stores(
        "stores.e.uri=s3:?endpoint=" + Proxy.endpoint(),
        "stores.e.bucket=" + Proxy.newBucket(),
        "stores.f.uri=s3:?endpoint=" + Proxy.endpoint(),
        "stores.f.bucket=" + Proxy.newBucket());
    env.putAll(Proxy.env("memory:"));
    assertThat(shell().withInput("hello").run("put", "-", "d/x", "--store", "@e").code()).isZero();
    assertThat(run("sync", "@e", "@f").out()).contains("copied 1 file, 5 bytes");
    assertThat(run("sync", "@e/d", "@e").err()).contains("lie in one another");
  }

  @Test
  void noMessageShowsWhatAUriHoldsByMistake() {
    String uri = "s3://canary@b/p?region=r&endpoint=http://u:canary@h/?sig=canary";
    for (String[] call :
        new String[][] {
          {"sync", uri, uri},
          {"cat", uri},
          {"mv", uri, "a"},
          {"ls", "a", uri},
          {"doctor", uri},
          {"ls", "--store", "//u:canary@h/x"}
        }) {
      Shell.Result result = run(call);
      assertThat(result.code()).isNotZero();
      assertThat(result.out() + result.err()).doesNotContain("canary");
    }
  }

  @Test
  void theFileOfAnotherUserIsReadWithAWarning() throws Exception {
    Program program = Program.ofClasses(directory);
    Path usual = Files.createDirectory(directory.resolve(".coffer")).resolve("config.properties");
    Files.writeString(usual, "stores.a.uri=memory:");
    Files.setPosixFilePermissions(usual, PosixFilePermissions.fromString("rw-------"));
    assumeThat(Files.getAttribute(usual, "unix:uid")).as("only root gives files away").isEqualTo(0);
    Files.setAttribute(usual, "unix:uid", 12345);
    Shell.Result result = program.run("stores", "names");
    assertThat(result.out()).isEqualTo("@a\n");
    assertThat(result.err()).startsWith("WARN " + usual).contains("belongs to another user");
  }
}
