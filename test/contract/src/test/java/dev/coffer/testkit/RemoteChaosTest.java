package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.testkit.RemoteStore.Bug;
import dev.coffer.testkit.chaos.ChaosContract;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract on a bad network, on a client without bugs; the buckets have it in each build. */
@Tag("thorough")
@Execution(ExecutionMode.CONCURRENT)
class RemoteChaosTest extends ChaosContract {
  private static final RemoteService SERVICE = new RemoteService();

  @Override
  protected URI server() {
    return SERVICE.uri();
  }

  @Override
  protected FileStore openStore(URI endpoint, String place) {
    return new RemoteStore(SERVICE.place(place), endpoint, SERVICE, bugs());
  }

  Set<Bug> bugs() {
    return Set.of();
  }

  /** Nothing here takes more than ten attempts of half a second. */
  @Override
  protected Duration deadline() {
    return Duration.ofSeconds(40);
  }

  @Override
  protected int largeSize() {
    return 1 << 20;
  }

  @Override
  protected int trialsAtOnce() {
    return 48;
  }
}
