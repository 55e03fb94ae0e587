package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String A = "/storage/v1/b/box/o/a";
  private static final String UPLOAD = "/upload/storage/v1/b/box/o?uploadType=media&name=a";

  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  private Wire.Reply as(String token, String method, String target) {
    return wire.send(method, target, new byte[0], "Authorization", "Bearer " + token);
  }

  @Test
  void beforeTheFirstGrantATokenIsNotLookedAt() {
    assertThat(as("any", "POST", UPLOAD).status()).isEqualTo(200);
  }

  @Test
  void aRequestWithoutATokenMustLogIn() {
    wire.server.grant("t", "storage.objects.get");
    Wire.Reply reply = wire.get(A);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.reason()).isEqualTo("required");
    assertThat(reply.message()).contains("Anonymous caller", "storage.objects.get");
  }

  @Test
  void aTokenThatIsNotKnownIsNoCredential() {
    wire.server.grant("t", "storage.objects.get");
    Wire.Reply reply = as("other", "GET", A);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.reason()).isEqualTo("authError");
    assertThat(reply.text()).doesNotContain("other");
  }

  @Test
  void aPermissionThatIsLackingIsNamed() {
    wire.put("a", "x");
    wire.server.grant("t", "storage.objects.get", "storage.objects.create");
    assertThat(as("t", "GET", A).status()).isEqualTo(200);
    Wire.Reply list = as("t", "GET", "/storage/v1/b/box/o");
    assertThat(list.status()).isEqualTo(403);
    assertThat(list.reason()).isEqualTo("forbidden");
    assertThat(list.message()).contains("Permission 'storage.objects.list' denied");
    assertThat(as("t", "DELETE", A).message()).contains("storage.objects.delete");
    assertThat(as("t", "PATCH", A).message()).contains("storage.objects.update");
    assertThat(as("t", "GET", "/storage/v1/b/box").message()).contains("storage.buckets.get");
    assertThat(as("t", "GET", "/storage/v1/b/none").status()).isEqualTo(403);
  }

  @Test
  void oneWhoReplacesMustBeAllowedToDelete() {
    wire.server.grant("t", "storage.objects.create");
    assertThat(as("t", "POST", UPLOAD).status()).isEqualTo(200);
    Wire.Reply again = as("t", "POST", UPLOAD);
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.message()).contains("storage.objects.delete");
  }

  @Test
  void aSessionNeedsNoTokenOfItsOwn() {
    wire.server.grant("t", "storage.objects.create");
    String target = "/upload/storage/v1/b/box/o?uploadType=resumable&name=a";
    String session = as("t", "POST", target).header("Location");
    assertThat(wire.chunk(session, "bytes 0-0/1", Wire.utf8("x")).status()).isEqualTo(200);
  }

  @Test
  void theGrantedPermissionsAreReported() {
    String target =
        "/storage/v1/b/box/iam/testPermissions"
            + "?permissions=storage.objects.get&permissions=storage.objects.list";
    assertThat(wire.get(target).each("permissions", "")).hasSize(2);
    wire.server.grant("t", "storage.objects.list");
    assertThat(as("t", "GET", target).each("permissions", ""))
        .containsExactly("storage.objects.list");
    wire.server.grant("t");
    assertThat(as("t", "GET", target).json().has("permissions")).isFalse();
  }
}
