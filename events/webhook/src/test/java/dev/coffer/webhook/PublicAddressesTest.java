package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.testkit.FakeReceiver;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.255",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.192",
        "198.18.0.1",
        "198.19.255.255",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "64:ff9b:1:7f00:0:100:808:808",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:db8::1",
        "2001:0:1::1",
        "2130706433",
        "127.1"
      })
  void whatIsNotPublicIsKnown(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(literal(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "1.1.1.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "192.167.1.1",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void whatIsPublicIsKnown(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(literal(address))).isTrue();
  }

  private static InetAddress literal(String address) throws UnknownHostException {
    return InetAddress.getAllByName(address)[0];
  }

  private static WebHookMessage message(URI uri) {
    return new WebHookMessage("id", "DELETE", uri, Map.of("X-A", "b"), WebHookBody.EMPTY);
  }

  @Test
  void aNameIsResolvedOnceAndAPrivateAddressAmongOthersForbidsIt() throws Exception {
    List<String> asked = new ArrayList<>();
    SocketTransport transport =
        new SocketTransport(
            WebHook.builder("http://example.org/").build(),
            host -> {
              asked.add(host);
              return new InetAddress[] {literal("8.8.8.8"), literal("127.0.0.1")};
            },
            PublicAddresses::isPublic);
    assertThatThrownBy(() -> transport.send(message(URI.create("http://example.org/"))))
        .isInstanceOf(SocketTransport.ForbiddenAddressException.class);
    assertThat(asked).containsExactly("example.org");
  }

  @Test
  void theConnectionGoesToTheAddressThatWasChecked() throws Exception {
    try (FakeReceiver receiver = new FakeReceiver()) {
      URI uri = URI.create("http://rebinding.invalid:" + receiver.uri().getPort() + "/hook/a?b=c");
      SocketTransport transport =
          new SocketTransport(
              WebHook.builder(uri.toString()).build(),
              host -> new InetAddress[] {literal("127.0.0.1")},
              address -> true);
      assertThat(transport.send(message(uri)).status()).isEqualTo(200);
      assertThat(receiver.requests().get(0)).hasToString("DELETE /hook/a?b=c");
      assertThat(receiver.requests().get(0).header("host"))
          .contains("rebinding.invalid:" + uri.getPort());
      assertThat(receiver.requests().get(0).header("x-a")).contains("b");
    }
  }

  @Test
  void aForbiddenAddressIsNotConnectedTo() throws Exception {
    try (FakeReceiver receiver = new FakeReceiver()) {
      WebHook hook = WebHook.builder(receiver.uri() + "/").privateAddresses(false).build();
      WebHookRequests requests =
          new WebHookRequests(hook, SocketTransport.to(hook), InstantSource.system());
      assertThat(requests.send(message(receiver.uri())).toString())
          .contains("TryAgain", "the receiver's address is not public");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aHostWithAnUnderscoreInItsNameIsReached() throws Exception {
    try (FakeReceiver receiver = new FakeReceiver()) {
      WebHook hook = WebHook.builder("http://my_app:" + receiver.uri().getPort() + "/hook").build();
      SocketTransport transport =
          new SocketTransport(
              hook, host -> new InetAddress[] {literal("127.0.0.1")}, address -> true);
      assertThat(transport.send(message(WebHookUrls.of(hook.url(), FilePath.of("a b")))).status())
          .isEqualTo(200);
      assertThat(receiver.requests()).hasToString("[DELETE /hook/a%20b]");
      assertThat(receiver.requests().get(0).header("host"))
          .contains("my_app:" + receiver.uri().getPort());
    }
  }
}
