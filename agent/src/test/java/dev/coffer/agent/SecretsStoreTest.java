package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.config.Secret;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsStoreTest {
  private final FileStore store = new InMemoryFileStore();
  private final SecretsStore secrets = SecretsStore.of(store, null);

  private String written() {
    return store.readString("secrets.json");
  }

  @Test
  void theFileHasTheFormOfTheExistingServer() {
    secrets.update(
        now ->
            now.withToken(
                    "github",
                    new ProviderToken(new Secret("ghp_x"), Optional.empty(), Optional.of("1")))
                .withSecret("MY_KEY", CustomSecret.of("v", "d")));
    assertThat(written())
        .isEqualTo(
            "{\"provider_tokens\":{\"github\":{\"token\":\"ghp_x\",\"host\":null,\"user_id\":\"1\"}},"
                + "\"custom_secrets\":{\"MY_KEY\":{\"secret\":\"v\",\"description\":\"d\"}}}");
    assertThat(secrets.load().providerTokens())
        .hasEntrySatisfying(
            "github", token -> assertThat(token.token().reveal()).isEqualTo("ghp_x"));
    assertThat(secrets.load().customSecrets()).containsKey("MY_KEY");
  }

  @Test
  void withoutAFileThereAreNone() {
    assertThat(secrets.load()).isEqualTo(UserSecrets.EMPTY);
    assertThat(secrets.update(now -> now).toJson())
        .isEqualTo("{\"provider_tokens\":{},\"custom_secrets\":{}}");
  }

  @Test
  void whatHasNoValueOrIsNotKnownIsPassedOverAndKept() {
    String custom =
        "\"custom_secrets\":{\"A\":{\"secret\":\"a\"},\"B\":7,\"C\":{\"description\":\"no value\"}}";
    String tokens =
        "\"provider_tokens\":{\"github\":{\"token\":\"\",\"host\":\"h\"},\"sourcehut\":{\"token\":\"t\"},"
            + "\"gitlab\":{\"token\":\"**********\"},\"bitbucket\":{\"token\":\"b\",\"new\":1}}";
    store.write("secrets.json", "{" + custom + "," + tokens + ",\"more\":[1]}");
    UserSecrets now = secrets.load();
    assertThat(now.providerTokens()).containsOnlyKeys("bitbucket");
    assertThat(now.customSecrets()).containsExactly(entry("A", CustomSecret.of("a", "")));
    secrets.update(same -> same);
    assertThat(written()).isEqualTo("{" + tokens + "," + custom + ",\"more\":[1]}");
  }

  @Test
  void noTokensAreAsGoodAsNull() {
    store.write("secrets.json", "{\"provider_tokens\":null}");
    assertThat(secrets.load().providerTokens()).isEmpty();
    store.write("secrets.json", "{\"provider_tokens\":[]}");
    assertThatThrownBy(secrets::load).isInstanceOf(CorruptFileException.class);
  }

  @Test
  void aMaskKeepsThePresentValue() {
    secrets.update(
        now ->
            now.withToken("github", ProviderToken.of("ghp_x"))
                .withSecret("K", CustomSecret.of("v", "")));
    secrets.update(
        now ->
            now.withToken("github", ProviderToken.of("**********"))
                .withToken("gitlab", ProviderToken.of("**********"))
                .withSecret("K", CustomSecret.of("**********", "described")));
    assertThat(secrets.load().providerTokens()).containsOnlyKeys("github");
    assertThat(secrets.load().providerTokens())
        .hasEntrySatisfying(
            "github", token -> assertThat(token.token().reveal()).isEqualTo("ghp_x"));
    assertThat(secrets.load().customSecrets().get("K"))
        .isEqualTo(CustomSecret.of("v", "described"));
  }

  @Test
  void secretsAreRemoved() {
    secrets.update(
        now ->
            now.withToken("github", ProviderToken.of("t"))
                .withSecret("K", CustomSecret.of("v", "")));
    secrets.update(now -> now.withoutToken("github").withoutSecret("K"));
    assertThat(secrets.load()).isEqualTo(UserSecrets.EMPTY);
  }

  @Test
  void anUnknownProviderAndABlankTokenAreRefused() {
    assertThatThrownBy(() -> UserSecrets.EMPTY.withToken("sourcehut", ProviderToken.of("t")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ProviderToken.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIndentedFileStaysOne() {
    String newer =
        "{\n  \"custom_secrets\": {\n    \"K\": {\n      \"name\": \"K\",\n      \"secret\": \"v\"\n"
            + "    }\n  }\n}";
    store.write("secrets.json", newer);
    secrets.update(now -> now);
    assertThat(written()).isEqualTo(newer);
    assertThat(secrets.load().customSecrets()).containsKey("K");
  }

  @Test
  void nothingThatIsPrintedShowsASecret() {
    UserSecrets now =
        secrets.update(
            same ->
                same.withToken("github", ProviderToken.of("s3cret"))
                    .withSecret("K", CustomSecret.of("s3cret", "")));
    assertThat(List.of(now, secrets, now.providerTokens(), now.customSecrets()).toString())
        .doesNotContain("s3cret")
        .contains("github", "K");
  }
}
