package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;

class CachedEndpointProviderTest {
  private final CachedEndpointProvider endpoints = new CachedEndpointProvider();

  private CompletableFuture<Endpoint> of(String bucket, @Nullable Region region) {
    return endpoints.resolveEndpoint(
        params ->
            params
                .bucket(bucket)
                .region(region)
                .endpoint("http://localhost:9000")
                .forcePathStyle(true));
  }

  @Test
  void eachBucketHasItsOwn() {
    assertThat(of("one", Region.US_EAST_1).join().url()).hasToString("http://localhost:9000/one");
    assertThat(of("two", Region.US_EAST_1).join().url()).hasToString("http://localhost:9000/two");
  }

  @Test
  void whatIsKnownIsGivenAgain() {
    Endpoint first = of("one", Region.US_EAST_1).join();
    assertThat(of("one", Region.US_EAST_1).join()).isSameAs(first);
  }

  @Test
  void aFailureIsNotRemembered() {
    assertThat(of("one", null)).isCompletedExceptionally();
    assertThat(of("one", Region.US_EAST_1)).isCompleted();
  }
}
