package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.model.ModelContract;
import org.junit.jupiter.api.Tag;

@Tag("bulk")
final class ModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return Fake.in(Fake.newBucket()).build();
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
