package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.model.ModelContract;
import org.junit.jupiter.api.Tag;

@Tag("bulk")
final class ProxyModelTest extends ModelContract {
  private final Server server = Proxy.server();

  @Override
  protected FileStore newStore() {
    return new TamedFileStore(server.in(server.newBucket()).build());
  }

  @Override
  protected int programs() {
    return 10;
  }

  @Override
  protected int calls() {
    return 100;
  }
}
