package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import dev.coffer.s3proxy.S3ProxyServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, built and started by the commands of its page, on the jars of this build. */
@Tag("example")
class ExampleTest {
  private static final Path EXAMPLE = BuiltModules.ROOT.resolve("examples/spring-boot-files");

  @TempDir private static Path repository;
  @TempDir private static Path local;
  @TempDir private Path directory;

  /** With files in a directory. */
  private static ExampleProcess example;

  private static List<String> commands() throws IOException {
    String page = Files.readString(EXAMPLE.resolve("README.md"));
    String first = page.substring(page.indexOf("```sh\n") + 6);
    return first.substring(0, first.indexOf("```")).lines().toList();
  }

  @BeforeAll
  static void build() throws Exception {
    BuiltModules.copyTo(repository);
    Path output = repository.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", commands().get(0))
            .directory(EXAMPLE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // An earlier build may be in the user's repository: this one is looked up first.
    builder
        .environment()
        .put(
            "MAVEN_ARGS",
            "-B -Dmaven.repo.local=%s -Dmaven.repo.local.tail=%s"
                .formatted(repository, System.getProperty("local.repository")));
    builder.environment().put("MAVEN_OPTS", ExampleProcess.QUICK_START);
    assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();
    example = start(local, Map.of());
  }

  @AfterAll
  static void end() {
    example.close();
  }

  private static ExampleProcess start(Path directory, Map<String, String> variables)
      throws IOException {
    List<String> command = new ArrayList<>(Arrays.asList(commands().get(1).split(" ")));
    int jar = command.indexOf("-jar") + 1;
    command.set(jar, EXAMPLE.resolve(command.get(jar)).toString());
    command.add("--server.port=0");
    return ExampleProcess.start(directory, command, variables);
  }

  private static void use(ExampleProcess example) throws Exception {
    assertThat(example.status("PUT", "/users/ada/files/a/b%20%F0%9F%98%80.txt", "0123456789"))
        .isEqualTo(201);
    assertThat(example.status("PUT", "/users/ada/files/c", "x", "If-None-Match", "*"))
        .isEqualTo(201);
    assertThat(example.status("PUT", "/users/ada/files/c", "y", "If-None-Match", "*"))
        .isEqualTo(412);
    String etag =
        example.send("GET", "/users/ada/files/c", "").headers().firstValue("etag").orElseThrow();
    assertThat(example.status("PUT", "/users/ada/files/c", "y", "If-Match", etag)).isEqualTo(201);
    assertThat(example.status("PUT", "/users/ada/files/c", "z", "If-Match", etag)).isEqualTo(412);
    HttpResponse<String> part =
        example.send("GET", "/users/ada/files/a/b%20%F0%9F%98%80.txt", "", "Range", "bytes=2-5");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("2345");
    assertThat(example.send("GET", "/users/ada/files?limit=1", "").body())
        .contains("\"a/b 😀.txt\"", "\"next\":\"a/b 😀.txt\"");
    assertThat(example.send("GET", "/users/ada/files?after=a/b%20%F0%9F%98%80.txt", "").body())
        .contains("\"c\"", "\"next\":null");
    assertThat(example.status("GET", "/users/bob/files/c", "")).isEqualTo(404);
    assertThat(example.status("DELETE", "/users/ada/files/c", "")).isEqualTo(204);
    assertThat(example.status("GET", "/users/ada/files/c", "")).isEqualTo(404);
    assertThat(example.status("DELETE", "/users/ada", "")).isEqualTo(204);
    assertThat(example.send("GET", "/users/ada/files", "").body()).contains("\"files\":[]");
    assertThat(example.send("GET", "/actuator/health", "").body()).contains("UP");
  }

  /** What refuses a request, and never a failure of the server. */
  private static void misuse(ExampleProcess example) throws Exception {
    assertThat(example.status("PUT", "/users/eve/files/a", "x")).isEqualTo(201);
    for (String type : List.of("gar bage", "a/b/c", "*/*", "text/*", "text/plain; charset=none")) {
      assertThat(example.status("PUT", "/users/eve/files/b", "x", "Content-Type", type))
          .as(type)
          .isEqualTo(400);
    }
    for (String range : List.of("bytes=z", "bytes=9-1", "lines=0-1", "bytes=5-", "bytes=-0")) {
      assertThat(example.status("GET", "/users/eve/files/a", "", "Range", range))
          .as(range)
          .isEqualTo(416);
    }
    for (String path :
        List.of(
            "/users/eve/files/../../x",
            "/users/%2e%2e/files/x",
            "/users/eve/files/.coffer/x",
            "/users/.coffer/files/x",
            "/users/eve/files/a%2Fb",
            "/users/eve/files/a%5Cb",
            "/users/eve/files/a%00b",
            "/users/eve/files/" + "a".repeat(256),
            "/users/eve/files/" + "a/".repeat(700) + "a",
            "/users/eve/files?after=../x",
            "/users/eve/files?after=%00",
            "/users/eve/files?limit=all")) {
      HttpResponse<String> answer = example.send("GET", path, "");
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("data/", "Exception", "file:");
    }
    HttpResponse<String> below = example.send("PUT", "/users/eve/files/a/below", "x");
    assertThat(below.statusCode()).isEqualTo(409);
    assertThat(below.body()).contains("'a' is a file").doesNotContain("data/", "file:");
    assertThat(example.status("PUT", "/users/eve/files/d/", "x")).isEqualTo(400);
    assertThat(example.status("DELETE", "/users/eve/files/", "")).isEqualTo(400);
    assertThat(example.status("GET", "/users/eve/files?limit=-1", "")).isEqualTo(200);
    assertThat(example.status("GET", "/users/%F0%9F%98%80/files", "")).isEqualTo(200);
  }

  private static void uploadForms(ExampleProcess example) throws Exception {
    String form = "application/x-www-form-urlencoded"; // as curl calls what it sends
    assertThat(example.status("PUT", "/users/eve/files/form", "a=b&c=d", "Content-Type", form))
        .isEqualTo(201);
    HttpResponse<String> back = example.send("GET", "/users/eve/files/form", "");
    assertThat(back.body()).isEqualTo("a=b&c=d");
    assertThat(back.headers().firstValue("content-type")).contains(form);
  }

  @Test
  void theExampleRefusesWhatIsWrongAndShowsNothingOfItsServer() throws Exception {
    misuse(example);
    uploadForms(example);
  }

  @Test
  void theExampleServesFilesWhoseTypeIsNone() throws Exception {
    try (FileStore others = FileStores.open("file:" + local.resolve("data"))) {
      others.write("users/odd/a", "x", WriteOptions.DEFAULTS.contentType("no type at all"));
    }
    HttpResponse<String> odd = example.send("GET", "/users/odd/files/a", "");
    assertThat(odd.statusCode()).isEqualTo(200);
    assertThat(odd.headers().firstValue("content-type")).contains("application/octet-stream");
  }

  @Test
  void theExampleKeepsFilesInADirectory() throws Exception {
    use(example);
    example.send("PUT", "/users/ada/files/kept", "x");
    assertThat(local.resolve("data/users/ada/kept")).hasContent("x");
  }

  @Test
  void theExampleKeepsFilesInABucketIfAVariableSaysSo() throws Exception {
    Map<String, String> variables =
        Map.of(
            "COFFER_STORES_FILES_URI",
            S3ProxyServer.newStore(),
            "AWS_ACCESS_KEY_ID",
            S3ProxyServer.ID,
            "AWS_SECRET_ACCESS_KEY",
            S3ProxyServer.SECRET);
    try (ExampleProcess example = start(directory, variables)) {
      use(example);
      assertThat(directory).isEmptyDirectory();
    }
  }
}
