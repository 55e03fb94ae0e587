package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user of a bucket who may do everything but one thing is told what the policy lacks. */
class RightsTest {
  private static final Fault REFUSAL =
      Fault.answer(
          403,
          Map.of("Content-Type", "application/xml"),
          "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");

  private final String bucket = Proxy.newBucket();
  private final ChaosProxy gate = new ChaosProxy(URI.create(Proxy.endpoint()));

  @AfterEach
  void close() {
    gate.close();
  }

  private static boolean isObject(ProxiedRequest request) {
    return request.target().replaceFirst("\\?.*", "").indexOf('/', 1) > 0;
  }

  private static boolean isWrite(ProxiedRequest request) {
    return isObject(request) && List.of("PUT", "POST").contains(request.method());
  }

  private static boolean isRead(ProxiedRequest request) {
    return isObject(request) && List.of("GET", "HEAD").contains(request.method());
  }

  private static boolean isList(ProxiedRequest request) {
    return request.hasParameter("list-type");
  }

  private static boolean isDeletion(ProxiedRequest request) {
    return request.method().equals("DELETE") && !request.hasParameter("uploadId");
  }

  private static boolean isListOfUploads(ProxiedRequest request) {
    return request.method().equals("GET") && request.hasParameter("uploads");
  }

  private static boolean isAbort(ProxiedRequest request) {
    return request.method().equals("DELETE") && request.hasParameter("uploadId");
  }

  private Shell.Result doctor(Requests refused) {
    gate.inject(REFUSAL, refused);
    String store = "s3://" + bucket + "/data?endpoint=" + gate.uri();
    return new Shell(Proxy.env(store), new byte[0], Terminals.NONE).run("doctor");
  }

  private void assertMissing(Shell.Result result, String step, String action, String resource) {
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(result.out())
        .containsPattern(
            "\n" + step + " +FAILED: .*: access denied .*\n +remedy: add to the policy of the user")
        .contains(
            "{\"Effect\": \"Allow\", \"Action\": [\""
                + action
                + "\"], \"Resource\": \"arn:aws:s3:::"
                + bucket
                + resource
                + "\"}");
  }

  private static void assertFailed(Shell.Result result, String... steps) {
    assertThat(result.lines().stream().filter(line -> line.contains("FAILED: ")))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly(steps);
  }

  private static void assertWorks(Shell.Result result, String... steps) {
    for (String step : steps) {
      assertThat(result.out()).containsPattern("\n" + step + " +ok: ");
    }
  }

  @Test
  void toRead() {
    Shell.Result result = doctor(Requests.where(RightsTest::isRead));
    assertFailed(result, "read");
    assertMissing(result, "read", "s3:GetObject", "/data/*");
    assertWorks(result, "write", "list", "delete", "parts");
  }

  @Test
  void toList() {
    Shell.Result result = doctor(Requests.where(RightsTest::isList));
    assertFailed(result, "list");
    assertMissing(result, "list", "s3:ListBucket", "");
    assertWorks(result, "write", "read", "delete", "parts");
  }

  @Test
  void toDelete() {
    Shell.Result result = doctor(Requests.where(RightsTest::isDeletion));
    assertFailed(result, "delete");
    assertMissing(result, "delete", "s3:DeleteObject", "/data/*");
    assertWorks(result, "write", "read", "list", "parts");
  }

  @Test
  void toAbortAnUpload() {
    Shell.Result result = doctor(Requests.where(RightsTest::isAbort));
    assertFailed(result, "parts");
    assertMissing(result, "parts", "s3:AbortMultipartUpload", "/data/*");
    assertWorks(result, "write", "read", "list", "delete");
  }

  @Test
  void toFindLeftovers() {
    Shell.Result result = doctor(Requests.where(RightsTest::isListOfUploads));
    assertFailed(result, "leftovers");
    assertMissing(result, "leftovers", "s3:ListBucketMultipartUploads", "");
    assertWorks(result, "write", "read", "list", "delete", "parts");
  }

  @Test
  void toWrite() {
    Shell.Result result = doctor(Requests.where(RightsTest::isWrite));
    assertFailed(result, "write", "parts");
    assertMissing(result, "write", "s3:PutObject", "/data/*");
    assertThat(result.out()).doesNotContainPattern("\n(read|list|delete) ");
  }
}
