package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class RadosGatewayBitFlipTest extends BitFlipContract {
  @Override
  Server server() {
    return RadosGateway.server();
  }

  /** This release ignores a CRC32: nothing would protect the bodies. */
  @Test
  void aStoreThatWouldRelyOnACrc32WritesNothing() {
    String bucket = server().newBucket();
    try (S3FileStore store = server().in(bucket).crc32(true).build()) {
      assertThatThrownBy(() -> store.write("a", "b"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("remove the option crc32");
      S3Client client = store.unwrap(S3Client.class).orElseThrow();
      assertThat(client.listObjectsV2(r -> r.bucket(bucket)).contents()).isEmpty();
    }
  }
}
