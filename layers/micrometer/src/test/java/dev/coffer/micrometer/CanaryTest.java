package dev.coffer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.Reply;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation with a word that must not come out in content, metadata, credentials, headers and
 * the URL of a receiver, and a look at all that Micrometer was told.
 */
final class CanaryTest {
  private static final String CANARY = "canary";

  private final Telemetry telemetry = new Telemetry();
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final MicrometerListener before = MicrometerListener.configured();

  @TempDir Path folder;

  /** Notes all that any handler could see. */
  private final class Noting implements ObservationHandler<Observation.Context> {
    @Override
    public void onStop(Observation.Context context) {
      out.add(
          context.getName()
              + context.getContextualName()
              + context.getAllKeyValues()
              + context.getError()
              + context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  @BeforeEach
  void listen() {
    telemetry.observations.observationConfig().observationHandler(new Noting());
    MicrometerListener.configure(telemetry.listener());
  }

  @AfterEach
  void leave() {
    MicrometerListener.configure(before);
  }

  private void lookAt(FileStoreConfig config) {
    try (FileStore store = FileStores.open(config)) {
      Everything.with(store, CANARY);
      store.write(
          "m",
          CANARY.getBytes(StandardCharsets.UTF_8),
          WriteOptions.DEFAULTS.metadata("k", CANARY).contentType("text/" + CANARY));
      failOnPurpose(store);
      out.add(store.toString());
      out.add(telemetry.meters.scrape());
      telemetry.meters.getMeters().forEach(meter -> out.add(meter.getId().toString()));
    }
    out.add(telemetry.spans().toString());
    out.add(telemetry.meters.scrape());
    assertThat(out).hasSizeGreaterThan(20).noneMatch(text -> text.contains(CANARY));
    assertThat(telemetry.spans()).hasSizeGreaterThan(10);
  }

  private static void failOnPurpose(FileStore store) {
    try {
      store.write(
          "w",
          out -> {
            throw new IllegalStateException(CANARY);
          });
      throw new AssertionError("it was written");
    } catch (IllegalStateException | FileStoreException e) {
      // As it is to be.
    }
  }

  private static Map<String, String> environment(String endpoint) {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        Proxy.ID,
        "AWS_SECRET_ACCESS_KEY",
        Proxy.SECRET,
        "AWS_S3_ENDPOINT",
        endpoint,
        "SESSION_API_KEY",
        CANARY);
  }

  private FileStoreConfig.Builder config(String uri) {
    return FileStoreConfig.builder()
        .uri(uri)
        .option("micrometer", "on")
        .environment(environment(Proxy.endpoint().toString()));
  }

  @Test
  void nothingOfAFileComesOut() {
    lookAt(config("file:" + folder.resolve("root") + "?durability=none").build());
  }

  @Test
  void nothingOfAWebHookComesOut() {
    try (FakeReceiver receiver = new FakeReceiver()) {
      receiver.answer(request -> Reply.status(503));
      lookAt(
          config("memory:")
              .webHookUrl(receiver.uri() + "/hooks/" + CANARY + "?key=" + CANARY)
              .webHookHeaders(Map.of("Authorization", "Bearer " + CANARY))
              .option("webhook.close-timeout", "1ms")
              .build());
      assertThat(telemetry.meters.scrape()).doesNotContain(CANARY);
    }
  }

  @Test
  void nothingOfTheKeysOfABucketComesOut() {
    lookAt(config("s3://" + Proxy.newBucket() + "/p?endpoint=" + Proxy.endpoint()).build());
  }
}
