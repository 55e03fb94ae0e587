package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The doctor ends at the first failure that makes the rest pointless, and says what to do. */
class PointlessTest {
  private static Shell.Result doctor(String store) {
    return new Shell(Proxy.env(store), new byte[0], Terminals.NONE).run("doctor", "--store", store);
  }

  private static void assertEnds(Shell.Result result, String failure, String remedy) {
    assertThat(result.lines().stream().filter(line -> line.contains("FAILED: ")))
        .singleElement()
        .asString()
        .contains(failure);
    assertThat(result.lines())
        .anyMatch(line -> line.contains("remedy: " + remedy))
        .endsWith("not tried     the rest, since it needs what failed");
  }

  @Test
  void aServerThatIsNotThere() {
    Shell.Result result =
        doctor("s3://b/d?endpoint=http://127.0.0.1:1&request.give-up-after=200ms");
    assertEnds(result, "connection failed", "check the address");
    assertThat(result.code()).isEqualTo(5);
  }

  @Test
  void credentialsThatTheServerDoesNotKnow() {
    try (ChaosProxy gate = new ChaosProxy(URI.create(Proxy.endpoint()))) {
      gate.inject(
          Fault.answer(
              403,
              Map.of("Content-Type", "application/xml"),
              "<Error><Code>InvalidAccessKeyId</Code><Message>no</Message></Error>"),
          Requests.where(request -> true));
      Shell.Result result = doctor("s3://" + Proxy.newBucket() + "/d?endpoint=" + gate.uri());
      assertEnds(result, "does not know the credentials", "correct or renew the credentials");
      assertThat(result.code()).isEqualTo(6);
    }
  }

  @Test
  void aBucketThatIsMissing() {
    Shell.Result result = doctor("s3://no-such-bucket/d?endpoint=" + Proxy.endpoint());
    assertEnds(result, "there is no bucket", "correct the setting");
    assertThat(result.code()).isEqualTo(7);
  }
}
