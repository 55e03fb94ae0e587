package dev.coffer.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Actor;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class AuditTest {
  @TempDir private Path directory;

  private Path trail() {
    return directory.resolve("trail");
  }

  private static Shell.Result run(Map<String, String> env, String... args) {
    return new Shell(env, new byte[0], Terminals.NONE).run(args);
  }

  @BeforeEach
  void aTrail() {
    FileStoreConfig config =
        FileStoreConfig.builder().uri("memory:").option("audit", trail().toString()).build();
    try (FileStore store = FileStores.open(config)) {
      Actor.as("ada", () -> store.write("a", "four"));
      Actor.as("bob", () -> store.copy("a", "b"));
      assertThat(store.exists("x")).isFalse();
    }
  }

  @Test
  void anIntactTrailIsToldWithItsEnd() {
    Shell.Result result = run(Map.of(), "audit", "verify", trail().toString());
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).matches("intact: 3 lines, the last is 3 with hash [0-9a-f]{64}\n");
  }

  @Test
  void theTrailOfTheStoreIsFoundByItsOption() {
    Map<String, String> env = Map.of("COFFER_AUDIT", "file:" + trail());
    Shell.Result result = run(env, "audit", "verify", "--json", "--store", "memory:");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .matches("\\{\"intact\":true,\"lines\":3,\"last\":3,\"hash\":\"[0-9a-f]{64}\"}\n");
  }

  @Test
  void aTrailThatWasTamperedWithIsSix() throws IOException {
    Path file = trail().resolve("audit-0000000000000001.jsonl");
    Files.writeString(file, Files.readString(file).replace("\"ada\"", "\"eve\""));
    Shell.Result result = run(Map.of(), "audit", "verify", trail().toString());
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.out()).startsWith("NOT intact: 3 lines");
    assertThat(result.err())
        .contains("audit-0000000000000001.jsonl:2: it does not follow the line before it")
        .contains("coffer: audit: the trail was tampered with");
  }

  @Test
  void aTrailWithoutALineIsNotCalledIntact() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Shell.Result result = run(Map.of(), "audit", "verify", empty.toString());
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("empty: 0 lines");
    assertThat(result.err()).contains("it is new, or someone has emptied it");
  }

  @Test
  void theStoreKnowsThatItsTrailWasEmptied() throws IOException {
    String uri = "file:" + directory.resolve("data") + "?audit=" + directory.resolve("its");
    Files.createDirectory(directory.resolve("data"));
    assertThat(run(Map.of(), "ls", "--store", uri).code()).isZero();
    assertThat(run(Map.of(), "audit", "verify", "--store", uri).code()).isZero();
    Files.delete(directory.resolve("its/audit-0000000000000001.jsonl"));
    Files.delete(directory.resolve("its/head"));
    Shell.Result result = run(Map.of(), "audit", "verify", "--store", uri);
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err()).contains("the trail ended with line 1 before");
    Shell.Result next = run(Map.of(), "ls", "--store", uri);
    assertThat(next.code()).isEqualTo(6);
    assertThat(next.err()).contains("set the option audit to a new place");
    assertThat(run(Map.of(), "audit", "verify", "--store", uri).code()).isEqualTo(6);
  }

  @Test
  void whatWasDoneIsShownByWhomAndSinceWhen() {
    List<String> all = run(Map.of(), "audit", "show", trail().toString()).lines();
    assertThat(all).hasSize(3);
    assertThat(all.get(0)).endsWith("  ada  write  a  4 bytes  ok");
    assertThat(all.get(1)).endsWith("  bob  copy  a  → b  4 bytes  ok");
    assertThat(all.get(2)).endsWith("  -  stat  x  0 bytes  ok");
    assertThat(run(Map.of(), "audit", "show", "--actor", "bob", trail().toString()).lines())
        .containsExactly(all.get(1));
    assertThat(run(Map.of(), "audit", "show", "--since", "1d", trail().toString()).lines())
        .isEqualTo(all);
    assertThat(run(Map.of(), "audit", "show", "--since", "0s", trail().toString()).lines())
        .isEmpty();
  }

  @Test
  void eachLineAsJsonHasWhatIsKnown() {
    List<String> lines = run(Map.of(), "audit", "show", "--json", trail().toString()).lines();
    assertThat(lines.get(1))
        .matches(
            "\\{\"time\":\".*Z\",\"actor\":\"bob\",\"operation\":\"copy\",\"path\":\"a\","
                + "\"target\":\"b\",\"bytes\":4,\"outcome\":\"ok\",\"etag\":\".+\"}");
  }

  @Test
  void aTrailInAStoreIsCheckedAndShownByItsUri() {
    trailInAStore("memory:AuditTest", Map.of());
  }

  @Test
  void aTrailInABucketOfS3IsWrittenCheckedAndShown() {
    String uri = Proxy.newStore();
    trailInAStore(uri, Proxy.env(uri));
  }

  @Test
  void aTrailInABucketOfGoogleIsWrittenCheckedAndShown() {
    String uri = Cloud.newStore();
    trailInAStore(uri, Cloud.env(uri));
  }

  /** The secrets of the trail's store come from the environment; reading it leaves no line. */
  private static void trailInAStore(String uri, Map<String, String> env) {
    Map<String, String> audited = new HashMap<>(env);
    audited.put("COFFER_AUDIT", uri);
    audited.put("COFFER_STORE", "memory:");
    for (int i = 0; i < 3; i++) {
      assertThat(new Shell(audited, "four".getBytes(UTF_8), Terminals.NONE).run("put", "-", "a"))
          .extracting(Shell.Result::code, Shell.Result::err)
          .containsExactly(0, "");
    }
    List<String> shown = run(audited, "audit", "show").lines();
    assertThat(shown).isNotEmpty().isEqualTo(run(audited, "audit", "show", uri).lines());
    assertThat(shown.stream().filter(line -> line.endsWith("  -  write  a  4 bytes  ok")))
        .hasSize(3);
    Shell.Result intact = run(audited, "audit", "verify", uri);
    assertThat(intact.code()).isZero();
    assertThat(intact.out()).startsWith("intact: " + shown.size() + " lines, the last is ");
    Map<String, String> bare = new HashMap<>(env);
    bare.put("COFFER_STORE", uri);
    assertThat(run(bare, "rm", "audit-0000000000000001.jsonl").code()).isZero();
    Shell.Result broken = run(audited, "audit", "verify");
    assertThat(broken.code()).isEqualTo(6);
    assertThat(broken.err()).contains("the lines from 1 on are missing before it");
  }

  @Test
  void whatIsNoTrailIsRefused() {
    assertThat(run(Map.of(), "audit", "verify", directory.resolve("no").toString()).code())
        .isEqualTo(3);
    assertThat(run(Map.of(), "audit", "verify", "--store", "memory:").code()).isEqualTo(2);
    assertThat(run(Map.of(), "audit", "sign", trail().toString()).code()).isEqualTo(2);
  }
}
