package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.event.FileEventLog;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of a running application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActuatorTest {
  private static final String SECRET = "whsec_Y2FuYXJ5LW9mLWEtc2VjcmV0LXRoYXQtaXMtbG9uZw==";

  @TempDir private static Path directory;

  private final AtomicInteger answer = new AtomicInteger(500);
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private RunningApplication application;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @BeforeAll
  void start() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    receiver.start();
    Map<String, String> properties = new HashMap<>();
    properties.put("coffer.stores.uploads.uri", "file:" + directory.resolve("uploads"));
    properties.put(
        "coffer.stores.uploads.webhook.url",
        "http://localhost:" + receiver.getAddress().getPort() + "/hook");
    properties.put("coffer.stores.uploads.webhook.secret", SECRET);
    properties.put("coffer.stores.uploads.webhook.retry.attempts", "1");
    properties.put("coffer.stores.earlier.lazy", "true");
    addUndelivered(properties);
    properties.put("coffer.stores.later.uri", "memory:");
    properties.put("coffer.stores.later.lazy", "true");
    properties.put(
        "coffer.stores.dead.uri", "s3://bucket?region=us-east-1&endpoint=http://localhost:1");
    properties.put("coffer.stores.dead.access-key", "canary-id");
    properties.put("coffer.stores.dead.secret-key", SECRET);
    properties.put("coffer.stores.dead.request.unreachable-after", "100ms");
    properties.put("management.endpoints.web.exposure.include", "*");
    properties.put("management.endpoint.health.show-details", "always");
    properties.put("management.health.coffer.timeout", "30s");
    application =
        RunningApplication.start(WebApplicationType.SERVLET, Application.class, properties);
  }

  /** A store that another process has used, whose one event could not be delivered. */
  private void addUndelivered(Map<String, String> properties) {
    String url = "http://localhost:" + receiver.getAddress().getPort() + "/earlier";
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("file:" + directory.resolve("earlier"))
            .option("webhook.url", url)
            .option("webhook.retry.attempts", "1")
            .build();
    try (FileStore store = FileStores.open(config)) {
      store.write("a", "x");
      FileEventLog log = store.unwrap(FileEventLog.class).orElseThrow();
      await(() -> log.deadLetters().size() == 1);
    }
    properties.put("coffer.stores.earlier.uri", "file:" + directory.resolve("earlier"));
    properties.put("coffer.stores.earlier.webhook.url", url);
    properties.put("coffer.stores.earlier.webhook.retry.attempts", "1");
  }

  @AfterAll
  void stop() {
    application.close();
    receiver.stop(0);
  }

  private JsonNode json(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(SECRET);
    return JsonMapper.shared().readTree(text);
  }

  private FileStore uploads() {
    return application.context().getBean("uploads", FileStore.class);
  }

  private static void await(BooleanSupplier condition) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(100_000);
          }
        });
  }

  @BeforeEach
  void theReceiverFails() {
    answer.set(500);
  }

  @Test
  void healthHasAComponentAStoreAndShowsNoPath() throws Exception {
    HttpResponse<byte[]> response = application.get("/actuator/health/coffer");
    JsonNode stores = json(response).get("components");
    assertThat(stores.at("/uploads/status").asString()).isEqualTo("UP");
    assertThat(stores.at("/later/status").asString()).isEqualTo("UNKNOWN");
    assertThat(stores.at("/dead/status").asString()).isEqualTo("DOWN");
    assertThat(stores.at("/dead/details/reason").asString()).isEqualTo("ConnectionException");
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .doesNotContain(directory.toString(), "bucket", "localhost", "canary");
  }

  @Test
  void operationsAreMetersWithTheNameOfTheBean() throws Exception {
    uploads().exists("a");
    JsonNode meter =
        json(
            application.get(
                "/actuator/metrics/coffer.operation?tag=store:uploads&tag=operation:stat"));
    assertThat(meter.at("/measurements/0/value").asDouble()).isPositive();
  }

  @Test
  void theEndpointShowsLayersAndReceivers() throws Exception {
    JsonNode stores = json(application.get("/actuator/coffer")).get("stores");
    assertThat(stores.at("/later/opened").asBoolean()).isFalse();
    assertThat(stores.at("/uploads/opened").asBoolean()).isTrue();
    assertThat(stores.at("/uploads/layers").toString()).contains("observed", "events");
    assertThat(stores.at("/uploads/receivers")).hasSize(1);
    assertThat(application.get("/actuator/coffer/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void deadLettersAreShownAndReplayed() throws Exception {
    FileEventLog log = uploads().unwrap(FileEventLog.class).orElseThrow();
    uploads().write("users/ada.txt", "x");
    await(() -> log.deadLetters().size() == 1);
    JsonNode letters = json(application.get("/actuator/coffer/uploads")).get("deadLetters");
    assertThat(letters.at("/0/path").asString()).isEqualTo("users/ada.txt");
    received.clear();
    answer.set(200);
    String request = "{\"pattern\":\"users/**\"}";
    JsonNode replayed =
        json(
            application.send(
                "POST", "/actuator/coffer/uploads", request, "Content-Type", "application/json"));
    assertThat(replayed.get("events").asInt()).isEqualTo(1);
    await(() -> received.contains("POST /hook/users/ada.txt"));
    await(() -> log.deadLetters().isEmpty());
  }

  @Test
  void deadLettersOfAnEarlierProcessAreReplayedThoughNobodyHasUsedTheStore() throws Exception {
    JsonNode letters = json(application.get("/actuator/coffer/earlier"));
    assertThat(letters.at("/store/opened").asBoolean()).isFalse();
    assertThat(letters.at("/deadLetters").isNull()).isTrue();
    received.clear();
    answer.set(200);
    JsonNode replayed =
        json(
            application.send(
                "POST", "/actuator/coffer/earlier", "{}", "Content-Type", "application/json"));
    assertThat(replayed.get("events").asInt()).isEqualTo(1);
    await(() -> received.contains("POST /earlier/a"));
  }

  @Test
  void aWrongPatternIsARefusedRequest() throws Exception {
    assertThat(
            application
                .send(
                    "POST",
                    "/actuator/coffer/uploads",
                    "{\"pattern\":\"a**\"}",
                    "Content-Type",
                    "application/json")
                .statusCode())
        .isEqualTo(400);
  }
}
