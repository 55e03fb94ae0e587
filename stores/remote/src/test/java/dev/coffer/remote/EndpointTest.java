package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConfigurationException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "http://localhost:9000,localhost,9000",
    "https://s3.example.org/base,s3.example.org,443",
    "http://s3.example.org,s3.example.org,80",
    "http://[::1]:9000,[::1],9000",
    "http://minio_srv:9000,minio_srv,9000",
    "https://a_b.example_c.org,a_b.example_c.org,443",
    "http://_x/,_x,80",
  })
  void hostAndPortAreKnownWhateverTheName(String url, String host, int port) {
    URI address = Endpoint.of(url, "s3");
    assertThat(Endpoint.host(address)).isEqualTo(host);
    assertThat(Endpoint.port(address)).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:9000",
        "ftp://localhost",
        "http://",
        "http:///a",
        "http://canary:secret@host",
        "http://canary:secret@host_name",
        "http://host/?a=b",
        "http://host_name:port",
        "http://host name"
      })
  void whatIsNoAddressIsRefusedAndNotRepeated(String url) {
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> Endpoint.of(url, "s3"));
    assertThat(e).hasMessageContaining("http://HOST:PORT");
    assertThat(e.getMessage()).doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:9000,true",
    "http://LocalHost,true",
    "http://127.0.0.1:9000,true",
    "http://127.1.2.3,true",
    "http://[::1]:9000,true",
    "http://10.0.0.1,false",
    "http://localhost.example.org,false",
    "http://127.0.0.1.example.org,false",
    "http://my_localhost,false",
    "http://[::2],false",
    "http://0.0.0.0,false",
  })
  void onlyLoopbackAddressesAreThisMachine(String url, boolean here) {
    assertThat(Endpoint.isLoopback(Endpoint.of(url, "s3"))).isEqualTo(here);
  }

  @Test
  void aPlaceOnAHostWithAnUnderscoreHasAnIdentity() {
    assertThat(BucketPlace.of("b").identity("s3", Endpoint.of("http://Minio_srv", "s3")))
        .isEqualTo("s3:b at minio_srv:80");
  }
}
