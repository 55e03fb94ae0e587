package dev.coffer.documentation;

import dev.coffer.fakegcs.FakeGcsServer;
import java.util.Map;

/** The empty bucket {@code photos} of a server that speaks for Google Cloud Storage. */
final class GoogleBucket implements Surroundings {
  private final FakeGcsServer server = new FakeGcsServer();

  GoogleBucket() {
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
