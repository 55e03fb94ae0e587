package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketCallsTest {
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aBucketIsCreatedWithWhatItsCreatorSets() {
    String json =
        "{\"name\":\"photos\",\"storageClass\":\"NEARLINE\",\"labels\":{\"a\":\"1\"},\"x\":null}";
    assertThat(wire.post("/storage/v1/b?project=p", json).status()).isEqualTo(200);
    Wire.Reply bucket = wire.get("/storage/v1/b/photos");
    assertThat(bucket.at("name")).isEqualTo("photos");
    assertThat(bucket.at("storageClass")).isEqualTo("NEARLINE");
    assertThat(bucket.at("labels", "a")).isEqualTo("1");
    assertThat(bucket.json().has("x")).isFalse();
    assertThat(bucket.at("metageneration")).isEqualTo("1");
  }

  @Test
  void aBucketThatIsThereIsNotCreatedAgain() {
    Wire.Reply again = wire.post("/storage/v1/b?project=p", "{\"name\":\"box\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.reason()).isEqualTo("conflict");
  }

  @Test
  void aBucketNeedsAProjectAndAName() {
    assertThat(wire.post("/storage/v1/b", "{\"name\":\"photos\"}").status()).isEqualTo(400);
    assertThat(wire.post("/storage/v1/b?project=p", "{}").status()).isEqualTo(400);
    assertThat(wire.post("/storage/v1/b?project=p", "{\"name\":\"P\"}").status()).isEqualTo(400);
  }

  @Test
  void aBucketThatIsNotThereIsDistinguishedFromAnObject() {
    Wire.Reply bucket = wire.get("/storage/v1/b/none/o/a");
    assertThat(bucket.status()).isEqualTo(404);
    assertThat(bucket.reason()).isEqualTo("notFound");
    assertThat(bucket.message()).isEqualTo("The specified bucket does not exist.");
    assertThat(wire.get("/storage/v1/b/none/o").message()).isEqualTo(bucket.message());
    assertThat(wire.get("/storage/v1/b/none").message()).isEqualTo(bucket.message());
    assertThat(wire.get("/storage/v1/b/box/o/a").message()).isEqualTo("No such object: box/a");
  }

  @Test
  void aBucketIsDeletedWhenItIsEmpty() {
    wire.put("a", "x");
    assertThat(wire.delete("/storage/v1/b/box").status()).isEqualTo(409);
    wire.delete("/storage/v1/b/box/o/a");
    assertThat(wire.delete("/storage/v1/b/box").status()).isEqualTo(204);
    assertThat(wire.get("/storage/v1/b/box").status()).isEqualTo(404);
  }

  @Test
  void aPatchOfABucketIsConditional() {
    assertThat(wire.patch("/storage/v1/b/box?ifMetagenerationMatch=7", "{}").status())
        .isEqualTo(412);
    String patch = "{\"labels\":{\"a\":\"1\"}}";
    Wire.Reply patched = wire.patch("/storage/v1/b/box?ifMetagenerationMatch=1", patch);
    assertThat(patched.at("labels", "a")).isEqualTo("1");
    assertThat(patched.at("metageneration")).isEqualTo("2");
  }

  @Test
  void bucketsAreListed() {
    wire.server.createBucket("another");
    assertThat(wire.get("/storage/v1/b?project=p").each("items", "name"))
        .containsExactly("another", "box");
  }

  @Test
  void whatIsNotKnownIsRefusedAndNotIgnored() {
    assertThat(wire.get("/storage/v1/b/box/acl").status()).isEqualTo(501);
    assertThat(wire.get("/storage/v1/b/box/o?matchGlob=*.txt").status()).isEqualTo(501);
    assertThat(wire.get("/elsewhere").status()).isEqualTo(501);
    assertThat(wire.put("a&predefinedAcl=publicRead", "x").status()).isEqualTo(501);
    wire.put("a", "x");
    String hold = "{\"temporaryHold\":true}";
    assertThat(wire.patch("/storage/v1/b/box/o/a", hold).status()).isEqualTo(501);
    String retention = "{\"retentionPolicy\":{\"retentionPeriod\":\"1\"}}";
    assertThat(wire.patch("/storage/v1/b/box", retention).status()).isEqualTo(501);
    String own = "x-goog-encryption-algorithm";
    assertThat(wire.get("/storage/v1/b/box/o/a", own, "AES256").status()).isEqualTo(501);
  }
}
