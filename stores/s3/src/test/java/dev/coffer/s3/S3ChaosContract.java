package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.chaos.ChaosContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bad network before a server that speaks S3. The timeouts are short for a test and long enough
 * that a busy machine is no mishap of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3ChaosContract extends ChaosContract {
  private static final String SLOW_DOWN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

  private String bucket = "";
  private @Nullable S3FileStore shared;

  abstract Server s3();

  @BeforeAll
  void makeBucket() {
    bucket = s3().newBucket();
    shared = s3().in(bucket).build();
  }

  @AfterAll
  void closeClient() {
    if (shared != null) {
      shared.close();
    }
  }

  @Override
  protected URI server() {
    return s3().endpoint();
  }

  @Override
  protected FileStore openStore(URI endpoint, String place) {
    return endpoint.equals(server()) ? direct(place) : through(endpoint, place);
  }

  /** To make a client takes longer than most trials: those without faults share one. */
  private FileStore direct(String place) {
    S3Client client = Objects.requireNonNull(shared).unwrap(S3Client.class).orElseThrow();
    return S3FileStore.builder(bucket).client(client).prefix(place).build();
  }

  private FileStore through(URI endpoint, String place) {
    return told(s3().at(endpoint).in(bucket))
        .prefix(place)
        .connections(connections())
        .partSize(S3Limits.SMALLEST_PART)
        .timeouts(
            Duration.ofSeconds(1),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30))
        .retryDeadline(Duration.ofSeconds(9))
        .unreachable(Duration.ofSeconds(6))
        .build();
  }

  /** Sets what else the stores of a trial have. */
  S3Builder told(S3Builder store) {
    return store;
  }

  @Override
  protected List<String> unfinishedUploads(String place) {
    try (FileStore store = openStore(server(), place)) {
      return Server.uploads(store.unwrap(S3Client.class).orElseThrow(), bucket).stream()
          .filter(key -> key.startsWith(place + "/"))
          .toList();
    }
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

  /** Two parts, whose sums take most of the time of a trial; with all trials three. */
  @Override
  protected int largeSize() {
    return Boolean.getBoolean("coffer.thorough")
        ? super.largeSize()
        : S3Limits.SMALLEST_PART + (1 << 20);
  }

  @Override
  protected boolean beginsUpload(ProxiedRequest request) {
    return request.method().equals("POST") && request.hasParameter("uploads");
  }

  @Override
  protected Fault busy() {
    return Fault.answer(503, Map.of("Content-Type", "application/xml"), SLOW_DOWN);
  }
}
