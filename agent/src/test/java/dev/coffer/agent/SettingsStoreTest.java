package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.NotTextException;
import dev.coffer.config.Secret;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {
  private static final String UNSET =
      "{\"language\":null,\"agent\":null,\"max_iterations\":null,\"security_analyzer\":null,"
          + "\"confirmation_mode\":null,\"llm_model\":null,\"llm_api_key\":null,"
          + "\"llm_base_url\":null,\"remote_runtime_resource_factor\":null,"
          + "\"secrets_store\":{\"provider_tokens\":{}},\"enable_default_condenser\":true,"
          + "\"enable_sound_notifications\":false,"
          + "\"enable_proactive_conversation_starters\":true,"
          + "\"enable_solvability_analysis\":true,\"user_consents_to_analytics\":null,"
          + "\"sandbox_base_container_image\":null,\"sandbox_runtime_container_image\":null,"
          + "\"mcp_config\":null,\"search_api_key\":null,\"sandbox_api_key\":null,"
          + "\"max_budget_per_task\":null,\"condenser_max_size\":null,\"email\":null,"
          + "\"email_verified\":null,\"git_user_name\":null,\"git_user_email\":null,"
          + "\"v1_enabled\":null}";
  private static final Secret MASK = new Secret("**********");

  private final FileStore store = new InMemoryFileStore();
  private final SettingsStore settings = SettingsStore.of(store, null);
  @TempDir Path root;

  @Test
  void withoutAFileNothingIsSet() {
    assertThat(settings.load()).isEqualTo(UserSettings.EMPTY);
    assertThat(settings.load().get(SettingKey.LANGUAGE)).isEmpty();
    assertThat(settings.load().get(SettingKey.ENABLE_DEFAULT_CONDENSER)).contains(true);
    assertThat(settings.load().get(SettingKey.ENABLE_SOUND_NOTIFICATIONS)).contains(false);
  }

  @Test
  void theFileHasAllFieldsInTheirOrder() {
    settings.update(now -> now);
    assertThat(store.readString("settings.json")).isEqualTo(UNSET);
    settings.update(now -> now.with(SettingKey.GIT_USER_NAME, "Zoë 🎉\n"));
    assertThat(store.readString("settings.json"))
        .isEqualTo(UNSET.replace("\"git_user_name\":null", "\"git_user_name\":\"Zoë 🎉\\n\""));
  }

  @Test
  void eachTypeIsWrittenAsTheExistingServerWritesIt() {
    settings.update(
        now ->
            now.with(SettingKey.MAX_ITERATIONS, 500L)
                .with(SettingKey.CONFIRMATION_MODE, true)
                .with(SettingKey.MAX_BUDGET_PER_TASK, 5.0)
                .with(SettingKey.LLM_API_KEY, new Secret("sk-1"))
                .with(SettingKey.MCP_CONFIG, "{\"sse_servers\": [], \"stdio_servers\": []}"));
    assertThat(store.readString("settings.json"))
        .contains("\"max_iterations\":500,")
        .contains("\"confirmation_mode\":true,")
        .contains("\"max_budget_per_task\":5.0,")
        .contains("\"llm_api_key\":\"sk-1\",")
        .contains("\"mcp_config\":{\"sse_servers\":[],\"stdio_servers\":[]},");
    assertThat(settings.load().get(SettingKey.LLM_API_KEY)).contains(new Secret("sk-1"));
    settings.update(now -> now.without(SettingKey.LLM_API_KEY));
    assertThat(settings.load().get(SettingKey.LLM_API_KEY)).isEmpty();
  }

  @Test
  void textIsTakenForFlagsAndNumbers() {
    store.write(
        "settings.json",
        "{\"v1_enabled\": \"yes\", \"max_iterations\":\"5\", \"email_verified\":0,"
            + "\"max_budget_per_task\": \"2\", \"condenser_max_size\": 20.0}");
    UserSettings now = settings.load();
    assertThat(now.get(SettingKey.V1_ENABLED)).contains(true);
    assertThat(now.get(SettingKey.EMAIL_VERIFIED)).contains(false);
    assertThat(now.get(SettingKey.MAX_ITERATIONS)).contains(5L);
    assertThat(now.get(SettingKey.MAX_BUDGET_PER_TASK)).contains(2.0);
    assertThat(settings.update(same -> same).toJson())
        .contains("\"v1_enabled\":true")
        .contains("\"max_iterations\":5,")
        .contains("\"max_budget_per_task\":2.0,")
        .contains("\"condenser_max_size\":20,");
  }

  @Test
  void aBadFileIsAnErrorThatNamesTheFieldAndNotTheValue() {
    for (String bad :
        List.of(
            "{\"max_iterations\":\"many-s3cret\"}",
            "{\"condenser_max_size\":19}",
            "{\"v1_enabled\":\"s3cret\"}",
            "{\"llm_api_key\":[\"s3cret\"]}",
            "{\"llm_api_key\":\"s3cret\"",
            "[\"s3cret\"]",
            "")) {
      store.write("settings.json", bad);
      assertThatThrownBy(settings::load)
          .isInstanceOf(CorruptFileException.class)
          .hasMessageStartingWith("read settings.json on memory")
          .hasMessageNotContaining("s3cret");
      assertThatThrownBy(() -> settings.update(now -> now))
          .isInstanceOf(CorruptFileException.class);
      assertThat(store.readString("settings.json")).isEqualTo(bad);
    }
    store.write("settings.json", new byte[] {(byte) 0xFF});
    assertThatThrownBy(settings::load).isInstanceOf(NotTextException.class);
  }

  @Test
  void aMaskIsNeverTakenForASecret() {
    store.write(
        "settings.json",
        UNSET.replace("\"sandbox_api_key\":null", "\"sandbox_api_key\":\"**********\""));
    assertThat(settings.load().get(SettingKey.SANDBOX_API_KEY)).isEmpty();
    settings.update(now -> now);
    assertThat(store.readString("settings.json")).isEqualTo(UNSET);
    settings.update(now -> now.with(SettingKey.SANDBOX_API_KEY, new Secret("sand")));
    settings.update(now -> now.with(SettingKey.SANDBOX_API_KEY, MASK));
    settings.update(now -> now.with(SettingKey.SANDBOX_API_KEY, new Secret(" ")));
    settings.update(now -> now.with(SettingKey.SEARCH_API_KEY, MASK));
    assertThat(settings.load().get(SettingKey.SANDBOX_API_KEY)).contains(new Secret("sand"));
    assertThat(store.readString("settings.json"))
        .contains("\"sandbox_api_key\":\"sand\"")
        .contains("\"search_api_key\":null");
  }

  @Test
  void aBlankKeyIsWrittenAsNone() {
    store.write("settings.json", "{\"llm_api_key\":\" \",\"search_api_key\":\"\"}");
    assertThat(settings.update(now -> now).toJson()).isEqualTo(UNSET);
  }

  @Test
  void unknownFieldsAreKept() {
    store.write("settings.json", "{\"new\":{\"a\":1e400},\"language\":\"de\",\"n\":NaN}");
    settings.update(now -> now.with(SettingKey.LANGUAGE, "fr"));
    assertThat(store.readString("settings.json"))
        .isEqualTo(
            UNSET.replace("\"language\":null", "\"language\":\"fr\"").replaceFirst("}$", "")
                + ",\"new\":{\"a\":1e400},\"n\":NaN}");
    assertThat(settings.load().unknownFields()).containsExactly("new", "n");
  }

  @Test
  void whatAClientWasShownItCanSendBack() {
    settings.update(
        now ->
            now.with(SettingKey.LLM_API_KEY, new Secret("sk-1"))
                .with(
                    SettingKey.MCP_CONFIG,
                    "{\"sse_servers\":[{\"url\":\"a\",\"api_key\":\"k1\"},"
                        + "{\"url\":\"b\",\"api_key\":\"k2\"}],"
                        + "\"stdio_servers\":[{\"name\":\"s\",\"args\":[],\"env\":{\"X\":\"k3\"}}]}"));
    String shown = settings.load().toMaskedJson();
    assertThat(shown).doesNotContain("sk-1", "k1", "k2", "k3").contains("\"url\":\"a\"");
    String before = store.readString("settings.json");
    settings.update(now -> now.withAll(shown));
    assertThat(store.readString("settings.json")).isEqualTo(before);
    settings.update(
        now ->
            now.withAll(
                "{\"mcp_config\":{\"sse_servers\":[{\"url\":\"evil\",\"api_key\":\"**********\"},"
                    + "{\"url\":\"b\",\"api_key\":\"**********\"}]}}"));
    assertThat(store.readString("settings.json"))
        .contains(
            "\"mcp_config\":{\"sse_servers\":[{\"url\":\"evil\",\"api_key\":null},"
                + "{\"url\":\"b\",\"api_key\":\"k2\"}]}")
        .contains("\"llm_api_key\":\"sk-1\"");
    assertThatThrownBy(() -> settings.load().withAll("{\"v1_enabled\":7}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final String SERVERS =
      """
      {"mcp_config":{"servers":[
      {"url":"https://u:s1@h/p?k=s2#f","api_key":"s3"},{"url":"https://u:s4@h/p?k=s5#f","api_key":"s6"}],
      "args":["--token","s7"],"api_keys":[{"value":"s8","n":90210}],"provider_tokens":{"x":{"t":"s9"}},
      "passwords":["s0"],"password":31337,"max_tokens":4096}}\
      """;

  @Test
  void nothingBelowANameOfSecretsAndNoSecretOfAnAddressIsShown() {
    String shown = UserSettings.parse(SERVERS).toMaskedJson();
    assertThat(shown)
        .doesNotContainPattern("s\\d\\b")
        .doesNotContain("90210", "31337")
        .contains("https://**********@h/p?**********#f", "\"max_tokens\":4096");
  }

  @Test
  void secretsOfServersWithOneAddressAndOfListsAreKeptApart() {
    UserSettings present = UserSettings.parse(SERVERS);
    assertThat(present.withAll(present.toMaskedJson())).isEqualTo(present);
    String server = "{\"url\":\"https://**********@h/p?**********#f\",\"api_key\":\"**********\"}";
    UserSettings three =
        present.withAll(
            "{\"mcp_config\":{\"servers\":[{\"url\":\"https://**********@evil/?**********\"},"
                + server
                + ","
                + server
                + "]}}");
    assertThat(three.toJson())
        .contains(
            "[{\"url\":\"https://evil/\"},{\"url\":\"https://u:s4@h/p?k=s5#f\",\"api_key\":\"s6\"},"
                + "{\"url\":\"https://u:s1@h/p?k=s2#f\",\"api_key\":\"s3\"}]");
  }

  @Test
  void theFormOfTheNewerGenerationIsKept() {
    String newer =
        """
        {
          "schema_version": 2,
          "agent_settings": {
            "llm": {
              "model": "m",
              "api_key": "**********"
            },
            "tools": []
          },
          "misc_settings": {}
        }\
        """;
    store.write("settings.json", newer);
    assertThat(settings.load().schemaVersion()).hasValue(2);
    settings.update(now -> now);
    assertThat(store.readString("settings.json")).isEqualTo(newer);
    settings.update(now -> now.withAll("{\"active_profile\":\"é\"}"));
    assertThat(store.readString("settings.json"))
        .isEqualTo(
            newer.replace(
                "\"misc_settings\": {}",
                "\"misc_settings\": {},\n  \"active_profile\": \"\\u00e9\""));
  }

  @Test
  void aUserHasTheSettingsOfTheUsersDirectory() {
    SettingsStore.of(store, "ada").update(now -> now.with(SettingKey.LANGUAGE, "de"));
    assertThat(store.exists(Locations.settingsFile("ada"))).isTrue();
    assertThat(settings.load()).isEqualTo(UserSettings.EMPTY);
  }

  @Test
  void nothingThatIsPrintedShowsASecret() {
    UserSettings now =
        settings.update(same -> same.with(SettingKey.LLM_API_KEY, new Secret("s3cret")));
    assertThat(List.of(now, settings, now.get(SettingKey.LLM_API_KEY)).toString())
        .doesNotContain("s3cret")
        .contains("llm_api_key", "settings.json", "***");
  }

  @Test
  void noChangeOfManyThreadsIsLost() throws Exception {
    FileStore local = new LocalFileStore(root);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Callable<UserSettings>> changes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      changes.add(() -> SettingsStore.of(local, "ada").update(SettingsStoreTest::counted));
    }
    for (Future<UserSettings> change : threads.invokeAll(changes)) {
      change.get();
    }
    threads.shutdown();
    assertThat(SettingsStore.of(local, "ada").load().get(SettingKey.MAX_ITERATIONS)).contains(60L);
  }

  private static UserSettings counted(UserSettings now) {
    long count = now.get(SettingKey.MAX_ITERATIONS).orElse(0L);
    return now.with(SettingKey.MAX_ITERATIONS, count + 1);
  }

  @Test
  void noChangeOfTwoProcessesIsLost() throws Exception {
    List<Process> others = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      others.add(Counting.start(root, 30));
    }
    for (Process other : others) {
      assertThat(other.waitFor()).isZero();
    }
    assertThat(
            SettingsStore.of(new LocalFileStore(root), null).load().get(SettingKey.MAX_ITERATIONS))
        .contains(60L);
  }

  /** A process that counts in the settings of a directory. */
  static final class Counting {
    static Process start(Path root, int times) throws IOException {
      return new ProcessBuilder(
              ProcessHandle.current().info().command().orElseThrow(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-cp",
              System.getProperty("java.class.path"),
              Counting.class.getName(),
              root.toString(),
              Integer.toString(times))
          .inheritIO()
          .start();
    }

    public static void main(String[] words) {
      try (FileStore store = new LocalFileStore(Path.of(words[0]))) {
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
          SettingsStore.of(store, null).update(SettingsStoreTest::counted);
        }
      }
    }
  }

  @Test
  void aConflictThatNobodyElseMadeIsAnError() {
    FileStore local = new LocalFileStore(root);
    local.write("settings.json/x", "");
    assertThatThrownBy(() -> SettingsStore.of(local, null).update(now -> now))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void theFileIsForItsOwnerAlone() throws IOException {
    FileStore local = new LocalFileStore(root);
    SettingsStore.of(local, "ada").update(now -> now);
    try (Stream<Path> made = Files.walk(root.resolve("users"))) {
      assertThat(made)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .endsWith("------"));
    }
  }

  @Test
  void noErrorShowsAValueNotEvenItsCause() {
    for (String key : List.of("max_budget_per_task", "max_iterations")) {
      assertThatThrownBy(() -> UserSettings.parse("{\"" + key + "\":\"sk-secret\"}"))
          .isInstanceOf(IllegalArgumentException.class)
          .satisfies(
              error -> {
                for (Throwable e = error; e != null; e = e.getCause()) {
                  assertThat(e).hasMessageNotContaining("sk-secret");
                }
              });
    }
  }

  @Test
  void aBudgetIsWrittenAsTheExistingServerWritesIt() {
    settings.update(now -> now.with(SettingKey.MAX_BUDGET_PER_TASK, 1e7));
    assertThat(store.readString("settings.json")).contains("\"max_budget_per_task\":10000000.0");
    assertThat(UserSettings.EMPTY.with(SettingKey.MAX_BUDGET_PER_TASK, Double.NaN).toJson())
        .contains("\"max_budget_per_task\":NaN");
  }
}
