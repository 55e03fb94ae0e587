package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.s3proxy.S3ProxyServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Files of each kind of store over HTTP, from Spring MVC and from WebFlux. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpRangesTest {
  private static final byte[] BYTES = bytes();

  @TempDir private static Path directory;

  private final Map<WebApplicationType, RunningApplication> applications = new LinkedHashMap<>();

  private static byte[] bytes() {
    byte[] bytes = new byte[700_000];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Application.Files.class)
  static class Application {
    @RestController
    static class Files {
      private final ResourceLoader resources;

      Files(ResourceLoader resources) {
        this.resources = resources;
      }

      @GetMapping("/files/{store}/{name}")
      ResponseEntity<Resource> file(
          @PathVariable String store,
          @PathVariable String name,
          @RequestHeader(name = "If-Range", required = false) String ifRange)
          throws IOException {
        FileStoreResource file =
            ((FileStoreResource) resources.getResource("coffer:" + store + "/" + name))
                .currentVersion();
        return ResponseEntity.ok()
            .eTag(file.etag())
            .lastModified(file.lastModified())
            .contentType(MediaType.parseMediaType(file.contentType().orElseThrow()))
            .body(file.unlessChangedSince(ifRange));
      }

      @GetMapping("/plain/{store}/{name}")
      Resource plain(@PathVariable String store, @PathVariable String name) {
        return resources.getResource("coffer:" + store + "/" + name);
      }

      @PutMapping("/plain/{store}/{name}")
      long write(@PathVariable String store, @PathVariable String name, @RequestBody byte[] body)
          throws IOException {
        return ((FileStoreResource) plain(store, name)).write(out -> out.write(body)).size();
      }
    }
  }

  @BeforeAll
  void start() {
    Map<String, String> properties =
        Map.of(
            "coffer.stores.memory.uri",
            "memory:",
            "coffer.stores.local.uri",
            "file:" + directory,
            "coffer.stores.s3.uri",
            S3ProxyServer.newStore(),
            "coffer.stores.s3.access-key",
            S3ProxyServer.ID,
            "coffer.stores.s3.secret-key",
            S3ProxyServer.SECRET,
            "spring.web.resources.static-locations",
            "coffer:memory/public/");
    for (WebApplicationType type :
        new WebApplicationType[] {WebApplicationType.SERVLET, WebApplicationType.REACTIVE}) {
      RunningApplication application =
          RunningApplication.start(type, Application.class, properties);
      applications.put(type, application);
      application.context().getBeansOfType(FileStore.class).values().forEach(HttpRangesTest::fill);
    }
  }

  private static void fill(FileStore store) {
    store.write("a b😀.bin", BYTES, WriteOptions.DEFAULTS.contentType("image/png"));
    store.write("public/page.txt", "a static page");
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVLET", "REACTIVE"})
  void aPathThatNoFileCanHaveIsABadRequestOfAWriterAndMissingToAReader(WebApplicationType type)
      throws Exception {
    RunningApplication application = Objects.requireNonNull(applications.get(type));
    String path = "/plain/memory/.coffer";
    String[] binary = {"Content-Type", "application/octet-stream"};
    assertThat(application.send("PUT", path, "x", binary).statusCode()).isEqualTo(400);
    assertThat(application.get(path).statusCode()).isEqualTo(404);
    assertThat(application.send("PUT", "/plain/memory/new", "x", binary).statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  void stop() {
    applications.values().forEach(RunningApplication::close);
  }

  static Stream<Arguments> each() {
    return Stream.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)
        .flatMap(
            type -> Stream.of("memory", "local", "s3").map(store -> Arguments.of(type, store)));
  }

  private RunningApplication application(WebApplicationType type) {
    return Objects.requireNonNull(applications.get(type));
  }

  private HttpResponse<byte[]> get(
      WebApplicationType type, String kind, String store, String... headers) throws Exception {
    String path = "/" + kind + "/" + store + "/" + RunningApplication.encoded("a b😀.bin");
    return application(type).get(path, headers);
  }

  @ParameterizedTest
  @MethodSource("each")
  void aFileIsDownloadedWithItsLengthTimeTypeAndEtag(WebApplicationType type, String store)
      throws Exception {
    HttpResponse<byte[]> response = get(type, "files", store);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(BYTES);
    assertThat(response.headers().firstValueAsLong("content-length")).hasValue(BYTES.length);
    assertThat(response.headers().firstValue("content-type")).contains("image/png");
    assertThat(response.headers().firstValue("last-modified")).isPresent();
    assertThat(response.headers().firstValue("etag").orElseThrow()).startsWith("\"").endsWith("\"");
    assertThat(response.headers().firstValue("accept-ranges")).contains("bytes");
  }

  @ParameterizedTest
  @MethodSource("each")
  void aRangeIsAPart(WebApplicationType type, String store) throws Exception {
    HttpResponse<byte[]> response = get(type, "files", store, "Range", "bytes=500000-500099");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.headers().firstValue("content-range"))
        .contains("bytes 500000-500099/700000");
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(BYTES, 500_000, 500_100));
  }

  @ParameterizedTest
  @MethodSource("each")
  void theLastBytesAreAPartToo(WebApplicationType type, String store) throws Exception {
    HttpResponse<byte[]> response = get(type, "plain", store, "Range", "bytes=-10");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.body()).isEqualTo(Arrays.copyOfRange(BYTES, 699_990, 700_000));
  }

  @ParameterizedTest
  @MethodSource("each")
  void severalRangesAreSeveralParts(WebApplicationType type, String store) throws Exception {
    HttpResponse<byte[]> response = get(type, "plain", store, "Range", "bytes=0-9,600000-600009");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("multipart/byteranges");
  }

  @ParameterizedTest
  @MethodSource("each")
  void aRangePastTheEndIsRefused(WebApplicationType type, String store) throws Exception {
    assertThat(get(type, "plain", store, "Range", "bytes=700000-").statusCode()).isEqualTo(416);
  }

  @ParameterizedTest
  @MethodSource("each")
  void aMissingFileIs404(WebApplicationType type, String store) throws Exception {
    assertThat(application(type).get("/files/" + store + "/nothing").statusCode()).isEqualTo(404);
    assertThat(application(type).get("/plain/" + store + "/nothing").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("each")
  void aKnownEtagIsNotSentAgain(WebApplicationType type, String store) throws Exception {
    String etag = get(type, "files", store).headers().firstValue("etag").orElseThrow();
    assertThat(get(type, "files", store, "If-None-Match", etag).statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @MethodSource("each")
  void staticResourcesCanBeFilesOfAStore(WebApplicationType type, String store) throws Exception {
    HttpResponse<byte[]> response = application(type).get("/page.txt", "Range", "bytes=2-7");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.body()).asString().isEqualTo("static");
    assertThat(application(type).get("/..%2fa%20b.bin").statusCode()).isBetween(400, 404);
  }

  @ParameterizedTest
  @MethodSource("each")
  void whoResumesGetsTheRestOfTheSameVersionAndNeverThatOfAnother(
      WebApplicationType type, String store) throws Exception {
    String etag = get(type, "files", store).headers().firstValue("etag").orElseThrow();
    HttpResponse<byte[]> rest =
        get(type, "files", store, "Range", "bytes=600000-", "If-Range", etag);
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).hasSize(100_000);
    HttpResponse<byte[]> whole =
        get(type, "files", store, "Range", "bytes=600000-", "If-Range", "\"another\"");
    if (type == WebApplicationType.SERVLET) {
      assertThat(whole.statusCode()).isEqualTo(200);
      assertThat(whole.body()).isEqualTo(BYTES);
    } else { // WebFlux knows no body of a resource without ranges
      assertThat(whole.statusCode()).isEqualTo(416);
    }
  }
}
