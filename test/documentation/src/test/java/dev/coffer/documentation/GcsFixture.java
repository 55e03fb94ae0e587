package dev.coffer.documentation;

import dev.coffer.fakegcs.FakeGcsServer;
import java.util.Map;

/** A fake server of Google Cloud Storage, with an empty bucket {@code photos}. */
final class GcsFixture implements Fixture {
  private final FakeGcsServer server = new FakeGcsServer();

  GcsFixture() {
    server.createBucket("photos");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("STORAGE_EMULATOR_HOST", server.uri().toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
