package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final String A = "/storage/v1/b/box/o/a";
  private static final String CONTENT = "/download/storage/v1/b/box/o/a?alt=media";

  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  private static void assertNotMet(Wire.Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(412);
    assertThat(reply.reason()).isEqualTo("conditionNotMet");
  }

  @Test
  void anObjectIsCreatedOnlyWhereNoneIs() {
    assertThat(wire.put("a&ifGenerationMatch=0", "1").status()).isEqualTo(200);
    assertNotMet(wire.put("a&ifGenerationMatch=0", "2"));
    assertThat(wire.get(CONTENT).text()).isEqualTo("1");
  }

  @Test
  void anObjectIsReplacedOnlyWhereItIsTheOneThatIsMeant() {
    assertNotMet(wire.put("a&ifGenerationMatch=1", "1"));
    String generation = wire.put("a", "1").at("generation");
    assertNotMet(wire.put("a&ifGenerationMatch=1", "2"));
    assertThat(wire.put("a&ifGenerationMatch=" + generation, "2").status()).isEqualTo(200);
    assertNotMet(wire.put("a&ifGenerationMatch=" + generation, "3"));
    assertThat(wire.get(CONTENT).text()).isEqualTo("2");
  }

  @Test
  void anObjectIsReplacedOnlyWhereItIsAnother() {
    assertNotMet(wire.put("a&ifGenerationNotMatch=0", "1"));
    String generation = wire.put("a", "1").at("generation");
    assertNotMet(wire.put("a&ifGenerationNotMatch=" + generation, "2"));
    assertThat(wire.put("a&ifGenerationNotMatch=0", "2").status()).isEqualTo(200);
  }

  @Test
  void aReadIsRefusedOrNotNeeded() {
    String generation = wire.put("a", "1").at("generation");
    for (String target : new String[] {A + "?", CONTENT + "&"}) {
      assertNotMet(wire.get(target + "ifGenerationMatch=1"));
      assertNotMet(wire.get(target + "ifMetagenerationMatch=2"));
      assertThat(wire.get(target + "ifGenerationMatch=" + generation).status()).isEqualTo(200);
      Wire.Reply known = wire.get(target + "ifGenerationNotMatch=" + generation);
      assertThat(known.status()).isEqualTo(304);
      assertThat(known.size()).isZero();
      assertThat(wire.get(target + "ifMetagenerationNotMatch=1").status()).isEqualTo(304);
      assertThat(wire.get(target + "ifGenerationNotMatch=1").status()).isEqualTo(200);
    }
  }

  @Test
  void anObjectThatIsNotThereIsNotFoundWhateverTheCondition() {
    assertThat(wire.get(A + "?ifGenerationMatch=1").status()).isEqualTo(404);
    assertThat(wire.delete(A + "?ifGenerationMatch=1").status()).isEqualTo(404);
  }

  @Test
  void aDeletionIsConditional() {
    String generation = wire.put("a", "1").at("generation");
    assertNotMet(wire.delete(A + "?ifGenerationMatch=1"));
    assertNotMet(wire.delete(A + "?ifMetagenerationMatch=2"));
    assertThat(wire.delete(A + "?generation=1").status()).isEqualTo(404);
    assertThat(wire.delete(A + "?ifGenerationMatch=" + generation).status()).isEqualTo(204);
    assertThat(wire.delete(A).status()).isEqualTo(404);
  }

  @Test
  void aPatchIsConditionalAndChangesTheEtag() {
    Wire.Reply first = wire.put("a", "1");
    assertNotMet(wire.patch(A + "?ifMetagenerationMatch=2", "{}"));
    String patch = "{\"metadata\":{\"k\":\"v\",\"l\":\"w\"},\"contentType\":\"text/x\"}";
    Wire.Reply patched = wire.patch(A + "?ifMetagenerationMatch=1", patch);
    assertThat(patched.at("metageneration")).isEqualTo("2");
    assertThat(patched.at("generation")).isEqualTo(first.at("generation"));
    assertThat(patched.at("etag")).isNotEqualTo(first.at("etag"));
    assertThat(patched.at("contentType")).isEqualTo("text/x");
    Wire.Reply less = wire.patch(A, "{\"metadata\":{\"k\":null},\"contentType\":null}");
    assertThat(less.json().path("metadata").toString()).isEqualTo("{\"l\":\"w\"}");
    assertThat(less.json().has("contentType")).isFalse();
    assertThat(wire.get(CONTENT).text()).isEqualTo("1");
  }

  @Test
  void aPatchMayComeAsAPost() {
    wire.put("a", "1");
    Wire.Reply patched =
        wire.send(
            "POST", A, Wire.utf8("{\"contentType\":\"x/y\"}"), "X-HTTP-Method-Override", "PATCH");
    assertThat(patched.at("contentType")).isEqualTo("x/y");
  }

  @Test
  void anUpdateReplacesAllFields() {
    wire.put("a&kmsKeyName=k", "1");
    wire.patch(A, "{\"metadata\":{\"k\":\"v\"}}");
    Wire.Reply updated = wire.send("PUT", A, Wire.utf8("{\"contentLanguage\":\"de\"}"));
    assertThat(updated.at("contentLanguage")).isEqualTo("de");
    assertThat(updated.json().has("metadata")).isFalse();
    assertThat(updated.at("storageClass")).isEqualTo("STANDARD");
    assertThat(updated.at("kmsKeyName")).startsWith("k/");
    assertThat(wire.patch(A, "{\"storageClass\":\"ARCHIVE\"}").status()).isEqualTo(400);
  }

  @Test
  void oneOfManyCreatorsWins() throws Exception {
    assertThat(race("a&ifGenerationMatch=0")).containsOnlyOnce(200).containsOnly(200, 412);
  }

  @Test
  void oneOfManyWritersOfAVersionWins() throws Exception {
    String generation = wire.put("a", "1").at("generation");
    assertThat(race("a&ifGenerationMatch=" + generation))
        .containsOnlyOnce(200)
        .containsOnly(200, 412);
  }

  private List<Integer> race(String name) throws Exception {
    int writers = 16;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    CyclicBarrier start = new CyclicBarrier(writers);
    List<Future<Integer>> statuses = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      statuses.add(
          threads.submit(
              () -> {
                start.await();
                return wire.put(name, "x").status();
              }));
    }
    List<Integer> all = new ArrayList<>();
    for (Future<Integer> status : statuses) {
      all.add(status.get());
    }
    threads.shutdown();
    return all;
  }

  @Test
  void withVersionsADeletionKeepsTheOldOnes() {
    wire.patch("/storage/v1/b/box", "{\"versioning\":{\"enabled\":true}}");
    String first = wire.put("a", "1").at("generation");
    String second = wire.put("a", "2").at("generation");
    wire.delete(A);
    assertThat(wire.get(A).status()).isEqualTo(404);
    assertThat(wire.get(CONTENT + "&generation=" + first).text()).isEqualTo("1");
    assertThat(wire.get(CONTENT + "&generation=" + second).text()).isEqualTo("2");
    assertThat(wire.put("a&ifGenerationMatch=0", "3").status()).isEqualTo(200);
    assertThat(wire.delete(A + "?generation=" + first).status()).isEqualTo(204);
    assertThat(wire.get(A + "?generation=" + first).status()).isEqualTo(404);
    assertThat(wire.get(CONTENT).text()).isEqualTo("3");
  }
}
