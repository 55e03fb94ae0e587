package dev.coffer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.gcs.GoogleCloudFileStore;
import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The requests of a store are children of the operations that they serve. */
final class RequestSpansTest {
  private static final int LARGE = 11 << 20;

  private final Telemetry telemetry = new Telemetry();

  /** Each span of a request, with the name of the operation above it. */
  private List<String> requests() {
    Map<String, String> operations =
        telemetry.spans().stream()
            .filter(span -> span.getName().startsWith("coffer "))
            .collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
    return telemetry.spans().stream()
        .filter(span -> !span.getName().startsWith("coffer "))
        .map(span -> operations.get(span.getParentSpanId()) + ": " + span.getName())
        .toList();
  }

  private double repeated(String request) {
    return telemetry.meters.find("coffer.request").tag("request", request).timers().stream()
        .filter(timer -> "true".equals(timer.getId().getTag("repeated")))
        .mapToDouble(timer -> timer.count())
        .sum();
  }

  @Test
  void eachRequestToS3IsBelowItsOperation() {
    try (FileStore store = telemetry.watch(Proxy.store(Proxy.endpoint()).build())) {
      store.write("a", "x");
      store.readString("a");
      store.list("");
      store.walk("").forEach(file -> {});
      store.deleteFile("a");
    }
    assertThat(requests())
        .containsExactly(
            "coffer write: PutObject",
            "coffer read: GetObject",
            "coffer list: ListObjectsV2",
            "coffer list: ListObjectsV2",
            "coffer delete: DeleteObject");
  }

  @Test
  void thePartsThatOtherThreadsSendAreBelowTheWrite() {
    try (FileStore store =
        telemetry.watch(Proxy.store(Proxy.endpoint()).partSize(5 << 20).crc32(false).build())) {
      store.write("large", new byte[LARGE]);
    }
    assertThat(requests())
        .contains("coffer write: CreateMultipartUpload", "coffer write: CompleteMultipartUpload")
        .filteredOn("coffer write: UploadPart"::equals)
        .hasSize(3);
  }

  @Test
  void aRequestThatIsRepeatedIsCountedAsSuch() throws IOException {
    try (ChaosProxy chaos = new ChaosProxy(Proxy.endpoint());
        FileStore store = telemetry.watch(Proxy.store(chaos.uri()).build())) {
      chaos.inject(
          Fault.cut(Fault.Where.BEFORE_REQUEST, Fault.End.RESET), Requests.of("PUT").first(1));
      store.write("a", "x");
      assertThat(repeated("PutObject")).isEqualTo(1);
    }
    assertThat(requests()).containsExactly("coffer write: PutObject", "coffer write: PutObject");
    assertThat(telemetry.spans("PutObject").toString()).contains("none", "200");
  }

  @Test
  void connectionsAreGivenBackWhateverBecomesOfAnAnswer() throws IOException {
    try (FileStore store = telemetry.watch(Proxy.store(Proxy.endpoint()).build())) {
      store.write("large", new byte[LARGE]);
      store.open("large").close();
      store.readBytes("large");
      store.exists("missing");
      store.list("");
      assertThat(telemetry.meters.get("coffer.pool.max").gauge().value()).isEqualTo(256);
      assertThat(telemetry.meters.get("coffer.pool.leased").gauge().value()).isZero();
      assertThat(telemetry.meters.get("coffer.pool.pending").gauge().value()).isZero();
    }
  }

  @Test
  void theSameGoesForGoogleCloudStorage() {
    try (FakeGcsServer server = new FakeGcsServer()) {
      server.createBucket("bucket");
      server.refuse(Requests.of("POST").first(1), 503, Map.of());
      try (FileStore store =
          telemetry.watch(
              GoogleCloudFileStore.builder("bucket").endpoint(server.uri().toString()).build())) {
        store.write("a", "x");
        store.readString("a");
        store.exists("a");
        store.walk("").forEach(file -> {});
        store.copy("a", "b");
        store.deleteFile("a");
        assertThat(telemetry.meters.get("coffer.pool.leased").gauge().value()).isZero();
      }
    }
    assertThat(repeated("objects.insert")).isEqualTo(1);
    assertThat(requests())
        .startsWith("coffer write: objects.insert", "coffer write: objects.insert")
        .contains(
            "coffer read: objects.media",
            "coffer stat: objects.get",
            "coffer list: objects.list",
            "coffer copy: objects.rewrite",
            "coffer delete: objects.delete")
        .noneMatch(request -> request.startsWith("null"));
  }
}
