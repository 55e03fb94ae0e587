package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.chaos.ChaosContract;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A bad network before the server. The timeouts are short for a test and long enough that a busy
 * machine is no mishap of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChaosTest extends ChaosContract {
  private static final String SLOW_DOWN =
      "{\"error\":{\"code\":503,\"message\":\"Backend Error\",\"errors\":["
          + "{\"domain\":\"global\",\"reason\":\"backendError\",\"message\":\"Backend Error\"}]}}";

  private static final int PART = 4 << 20;

  private final Set<String> buckets = ConcurrentHashMap.newKeySet();

  @Override
  protected URI server() {
    return Fake.server().uri();
  }

  @Override
  protected FileStore openStore(URI endpoint, String place) {
    if (buckets.add(place)) {
      Fake.server().createBucket(place);
    }
    return Fake.at(endpoint, place)
        .prefix("p")
        .connections(connections())
        .partSize(PART)
        .timeouts(Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(15))
        .retryDeadline(Duration.ofSeconds(6))
        .build();
  }

  @Override
  protected List<String> unfinishedUploads(String place) {
    return Collections.nCopies((int) Fake.server().openUploads(place), "an upload");
  }

  @Override
  protected boolean beginsUpload(ProxiedRequest request) {
    return request.method().equals("POST") && request.target().contains("uploadType=resumable");
  }

  @Override
  protected String anotherEtag() {
    return "1234567890123456";
  }

  @Override
  protected int trialsAtOnce() {
    return 6;
  }

  /** All of them take minutes. */
  @Override
  protected int trialsOfACase() {
    return Boolean.getBoolean("coffer.thorough") ? Integer.MAX_VALUE : 6;
  }

  /** Two parts; with all trials three. */
  @Override
  protected int largeSize() {
    return Boolean.getBoolean("coffer.thorough") ? super.largeSize() : PART + (1 << 20);
  }

  @Override
  protected Fault busy() {
    return Fault.answer(503, Map.of("Content-Type", "application/json"), SLOW_DOWN);
  }
}
