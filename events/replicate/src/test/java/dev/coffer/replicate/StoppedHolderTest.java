package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.s3proxy.S3ProxyServer;
import dev.coffer.spi.StoreLease;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lease in a store, whose holder is stopped beyond its end and wakes. */
@Tag("kills")
class StoppedHolderTest {
  @TempDir private Path directory;

  @Test
  void inADirectoryItChangesNothingMore() throws Exception {
    changesNothingMore(directory.toUri().toString());
  }

  @Test
  void inABucketOfS3ItChangesNothingMore() throws Exception {
    changesNothingMore(
        "s3://%s/p?region=us-east-1&path-style=true&endpoint=%s"
            .formatted(S3ProxyServer.newBucket(), S3ProxyServer.endpoint()));
  }

  @Test
  void inABucketOfGoogleItChangesNothingMore() throws Exception {
    try (FakeGcsServer google = new FakeGcsServer()) {
      google.createBucket("leases");
      changesNothingMore("gs://leases/p?endpoint=" + google.uri());
    }
  }

  private static void changesNothingMore(String uri) throws Exception {
    Process holder = start(uri);
    try (FileStore store = open(uri);
        BufferedReader answers = holder.inputReader(StandardCharsets.UTF_8);
        PrintStream orders =
            new PrintStream(holder.getOutputStream(), true, StandardCharsets.UTF_8)) {
      store.write("before", "1");
      store.write("after", "1");
      assertThat(answers.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> take(store))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("the process " + holder.pid() + "@");
      orders.println("before");
      assertThat(answers.readLine()).isEqualTo("deleted");
      signal("-STOP", holder);
      try (StoreLease lease = takeAtLast(store)) {
        signal("-CONT", holder);
        orders.println("after");
        assertThat(answers.readLine()).contains("another has taken over");
        lease.require();
      }
      assertThat(store.exists("before")).isFalse();
      assertThat(store.exists("after")).isTrue();
    } finally {
      holder.destroyForcibly().onExit().join();
    }
  }

  private static FileStore open(String uri) {
    return FileStores.open(
        FileStoreConfig.builder().uri(uri).environment(Pair.ENVIRONMENT).build());
  }

  private static StoreLease take(FileStore store) {
    return StoreLease.take(store, "work", StoreLease.TERM);
  }

  /** Takes what nobody renews any more, once its end has passed. */
  private static StoreLease takeAtLast(FileStore store) {
    while (true) {
      try {
        return take(store);
      } catch (ConflictException e) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private static Process start(String uri) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("test.class.path", System.getProperty("java.class.path", "")),
                LeaseHolder.class.getName(),
                uri)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(Pair.ENVIRONMENT);
    return builder.start();
  }

  private static void signal(String name, Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }
}
