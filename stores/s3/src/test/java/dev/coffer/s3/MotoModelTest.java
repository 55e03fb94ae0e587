package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.model.ModelContract;

final class MotoModelTest extends ModelContract {
  private final Server server = Moto.server();

  @Override
  protected FileStore newStore() {
    return server.in(server.newBucket()).prefix("p").build();
  }

  @Override
  protected int programs() {
    return 5;
  }

  @Override
  protected int calls() {
    return 60;
  }
}
