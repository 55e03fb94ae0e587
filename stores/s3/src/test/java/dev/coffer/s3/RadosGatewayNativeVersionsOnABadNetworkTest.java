package dev.coffer.s3;

import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;

/** What a bucket of Ceph keeps, with many clients at one path. */
class RadosGatewayNativeVersionsOnABadNetworkTest extends ServerVersionsOnABadNetwork {
  RadosGatewayNativeVersionsOnABadNetworkTest() {
    super(
        RadosGateway.server(),
        true,
        Server::newVersionedBucket,
        store -> NativeVersioningFileStore.of(store, Retention.ALL).orElseThrow());
  }
}
