package dev.coffer.gcs;

import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.ChaosProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with a bucket for each case, which may lie, and a store on it by a network that may. */
abstract class ServerOfItsOwn {
  final FakeGcsServer server = new FakeGcsServer();
  final ChaosProxy network = new ChaosProxy(server.uri());
  GoogleCloudFileStore store;

  @BeforeEach
  final void open() {
    server.createBucket("bucket");
    store =
        GoogleCloudFileStore.builder("bucket")
            .endpoint(network.uri().toString())
            .partSize(GcsLimits.PART_UNIT)
            .build();
  }

  @AfterEach
  final void close() {
    store.close();
    network.close();
    server.close();
  }
}
