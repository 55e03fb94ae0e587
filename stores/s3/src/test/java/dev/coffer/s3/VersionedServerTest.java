package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What S3Proxy does in a bucket with versions: it moves the old object away and then the new one
 * into its place, and a read between the two finds none. When this fails, the cases of {@link
 * VersionedContractTest} that are switched off can run.
 */
@Tag("thorough")
class VersionedServerTest {
  private static final int READERS = 8;

  private final Server server = Proxy.server();
  private final String bucket = server.newVersionedBucket();

  @Test
  void aBareClientFindsNoneWhileAnObjectIsReplaced() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    AtomicBoolean missed = new AtomicBoolean();
    try (S3Client client = server.client(new ExecutionInterceptor() {})) {
      put(client);
      for (int i = 0; i < READERS; i++) {
        readers.execute(() -> read(client, missed));
      }
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (!missed.get() && System.nanoTime() < end) {
        put(client);
      }
      assertThat(missed).isTrue();
      readers.shutdown();
      assertThat(readers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private void put(S3Client client) {
    client.putObject(r -> r.bucket(bucket).key("a"), RequestBody.fromBytes(new byte[20_000]));
  }

  private void read(S3Client client, AtomicBoolean missed) {
    try {
      while (!missed.get()) {
        byte[] unused = client.getObjectAsBytes(r -> r.bucket(bucket).key("a")).asByteArray();
      }
    } catch (NoSuchKeyException e) {
      missed.set(true);
    }
  }
}
