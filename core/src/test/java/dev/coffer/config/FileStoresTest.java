package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.StorageFullException;
import dev.coffer.local.Durability;
import dev.coffer.observe.KeptLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

final class FileStoresTest {
  private static final Map<String, String> NOTHING = Map.of();

  @TempDir Path folder;

  @Test
  void memoryIsANewStoreEachTime() {
    try (FileStore one = FileStores.open("memory:");
        FileStore other = FileStores.open("memory:")) {
      one.write("a", "1");
      assertThat(other.exists("a")).isFalse();
    }
  }

  @Test
  void memoryWithANameIsSharedAndOutlivesItsHandles() {
    try (FileStore one = FileStores.open("memory:FileStoresTest")) {
      one.write("a", "1");
    }
    try (FileStore other = FileStores.open("memory:FileStoresTest");
        FileStore byType =
            FileStores.open(config().type("MEMORY").path("FileStoresTest").build())) {
      assertThat(other.readString("a")).isEqualTo("1");
      assertThat(byType.readString("a")).isEqualTo("1");
    }
  }

  @Test
  void memoryHasALimitOnlyWhenAsked() {
    try (FileStore store = FileStores.open("memory:?max-size=1KiB")) {
      store.write("a", new byte[1024]);
      assertThatThrownBy(() -> store.write("b", "1")).isInstanceOf(StorageFullException.class);
    }
  }

  @Test
  void aLocalDirectoryIsCreatedAndUsed() {
    Path root = folder.resolve("new/root");
    try (FileStore store = FileStores.open("file:" + root)) {
      store.write("a/b.txt", "1");
    }
    assertThat(root.resolve("a/b.txt")).hasContent("1");
  }

  @Test
  void aLocalDirectoryIsOpenedByTypePathAndEnvironmentAlike() {
    String path = folder.resolve("root").toString();
    try (FileStore byType = FileStores.open(config().type("Local").path(path).build());
        FileStore byDefault = FileStores.open(config().path(path).build());
        FileStore byVariable = FileStores.fromEnvironment(Map.of("FILE_STORE_PATH", path))) {
      byType.write("a", "1");
      assertThat(byDefault.readString("a")).isEqualTo("1");
      assertThat(byVariable.readString("a")).isEqualTo("1");
    }
  }

  @Test
  void thePathOfAUriIsPercentDecodedOnceAndThatOfAConfigurationNever() {
    try (FileStore decoded = FileStores.open("file:" + folder + "/a%20%2525");
        FileStore literal = FileStores.open(config().path(folder + "/b%20").build())) {
      decoded.write("f", "1");
      literal.write("f", "1");
    }
    assertThat(folder.resolve("a %25/f")).exists();
    assertThat(folder.resolve("b%20/f")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "file:./data,./data", "file:data,data", "file:///var/data,/var/data",
        "file:/var/data,/var/data",
    "file:../data,../data", "file:a:b,a:b", "file:./~/data,./~/data", "file:/~/x,/~/x"
  })
  void theLocalPathStandsAfterTheScheme(String uri, String path) {
    assertThat(settings(config().uri(uri)).path()).contains(path);
  }

  @Test
  void theTildeIsTheHomeDirectoryEverywhere() {
    String home = System.getProperty("user.home");
    assertThat(settings(config().uri("file:~/data")).path()).contains(home + "/data");
    assertThat(settings(config().uri("file:~")).path()).contains(home);
    assertThat(settings(config().path("~/data")).path()).contains(home + "/data");
    assertThat(settings(config().path("~data")).path()).contains("~data");
    assertThat(
            FileStores.settings(
                    FileStoreConfig.fromEnvironment(Map.of("FILE_STORE_PATH", "~/data")))
                .path())
        .contains(home + "/data");
  }

  @Test
  void anUnknownHomeDirectoryIsSaidToBeUnknown() {
    String home = System.getProperty("user.home");
    try {
      System.setProperty("user.home", "?");
      assertRefused(() -> FileStores.open("file:~/data"), "give an absolute path");
    } finally {
      System.setProperty("user.home", home);
    }
  }

  @Test
  void aHostAfterFileIsRefused() {
    assertRefused(() -> FileStores.open("file://data/a"), "file:DIRECTORY");
  }

  @Test
  void aPathThatTheHostCannotHoldIsRefused() {
    assertRefused(() -> FileStores.open("file:/a%00b"), "'/a\\u0000b'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "file", "full", "FULL"})
  void durabilityIsAnOption(String word) {
    assertThat(settings(config().uri("file:/x?durability=" + word)).get(LocalProvider.DURABILITY))
        .isEqualTo(Durability.valueOf(word.toUpperCase(java.util.Locale.ROOT)));
  }

  @Test
  void aLocalStoreIsDurableUnlessItIsToldOtherwise() {
    assertThat(settings(config().path("/x")).get(LocalProvider.DURABILITY))
        .isEqualTo(Durability.FULL);
    assertThat(
            settings(
                    FileStoreConfig.builder()
                        .path("/x")
                        .environment(Map.of("COFFER_DURABILITY", "none")))
                .get(LocalProvider.DURABILITY))
        .isEqualTo(Durability.NONE);
  }

  @Test
  void anEmptyEnvironmentIsALocalStoreWithoutAPath() {
    assertRefused(() -> FileStores.fromEnvironment(NOTHING), "FILE_STORE_PATH");
    assertRefused(
        () -> FileStores.fromEnvironment(Map.of("FILE_STORE", "local", "FILE_STORE_PATH", "")),
        "FILE_STORE_PATH");
    assertRefused(() -> FileStores.open("file:"), "FILE_STORE_PATH");
  }

  @Test
  void anEmptyTypeIsTheDefault() {
    try (FileStore store =
        FileStores.fromEnvironment(
            Map.of("FILE_STORE", "", "FILE_STORE_PATH", folder.resolve("r").toString()))) {
      store.write("a", "1");
    }
    assertThat(Files.exists(folder.resolve("r/a"))).isTrue();
  }

  @Test
  void theEnvironmentNamesTheTypeInAnyCase() {
    try (FileStore store = FileStores.fromEnvironment(Map.of("FILE_STORE", "Memory"))) {
      store.write("a", "1");
      assertThat(store.list("")).containsExactly("a");
    }
  }

  @Test
  void aPathInTheEnvironmentDoesNotChangeAUri() {
    assertThat(
            settings(
                    FileStoreConfig.builder()
                        .environment(Map.of("FILE_STORE_PATH", "/x", "FILE_STORE", "local"))
                        .uri("memory:"))
                .path())
        .isEmpty();
  }

  @Test
  void everySettingSaysWhereItComesFrom() {
    assertThat(settings(config().uri("file:/x")).all())
        .containsExactly(
            new Setting("path", "/x", Setting.URI), new Setting("durability", "full", "default"));
    assertThat(
            FileStores.settings(
                    FileStoreConfig.fromEnvironment(
                        Map.of("FILE_STORE_PATH", "/x", "COFFER_DURABILITY", "file")))
                .all())
        .containsExactly(
            new Setting("path", "/x", "environment variable FILE_STORE_PATH"),
            new Setting("durability", "file", "environment variable COFFER_DURABILITY"));
  }

  @ParameterizedTest
  @CsvSource({
    "fiel:/x,did you mean 'file'?",
    "memroy:,did you mean 'memory'?",
    "s4://b,did you mean 's3'?",
    "gcs://b,did you mean 'gs'?",
    "ftp://h,'known: file, gs, memory, s3'"
  })
  void anUnknownSchemeNamesTheNearestOne(String uri, String hint) {
    assertRefused(() -> FileStores.open(uri), hint);
  }

  @ParameterizedTest
  @CsvSource({
    "locale,did you mean 'local'?",
    "google,did you mean 'google_cloud'?",
    "file,the type is 'local'",
    "ftp,'known: google_cloud, local, memory, s3'"
  })
  void anUnknownTypeNamesTheNearestOne(String type, String hint) {
    assertRefused(() -> FileStores.open(config().type(type).path("/x").build()), hint);
    assertRefused(() -> FileStores.fromEnvironment(Map.of("FILE_STORE", type)), hint);
  }

  @ParameterizedTest
  @CsvSource({"s3://b/p,coffer-s3", "gs://b,coffer-gcs", "S3://b?access-key=x&region=y,coffer-s3"})
  void aKnownSchemeWithoutItsModuleNamesTheModule(String uri, String module) {
    assertRefused(() -> FileStores.open(uri), module);
  }

  @ParameterizedTest
  @CsvSource({"s3,coffer-s3", "google_cloud,coffer-gcs", "Google_Cloud,coffer-gcs"})
  void aKnownTypeWithoutItsModuleNamesTheModule(String type, String module) {
    assertRefused(() -> FileStores.open(config().type(type).path("b").build()), module);
    assertRefused(() -> FileStores.fromEnvironment(Map.of("FILE_STORE", type)), module);
  }

  @Test
  void anUnknownOptionNamesTheNearestOne() {
    assertRefused(() -> FileStores.open("file:/x?durabilty=full"), "did you mean 'durability'?");
    assertRefused(() -> FileStores.open("memory:?max-siz=1"), "did you mean 'max-size'?");
    assertRefused(() -> FileStores.open("memory:?colour=red"), "layers, max-size, observe, ");
    assertRefused(() -> FileStores.open("memory:?colour="), "'colour'");
  }

  @Test
  void anOptionOfAnotherTypeIsUnknownHere() {
    assertRefused(() -> FileStores.open("memory:?durability=full"), "belongs to the type local");
  }

  @Test
  void theValueOfAnUnknownOptionIsNotShown() {
    assertThatThrownBy(() -> FileStores.open("memory:?secret-key=hush"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("secret-key")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aWrongValueIsRefusedWhoeverGivesIt() {
    assertRefused(() -> FileStores.open("file:/x?durability=fast"), "one of none, file, full");
    assertRefused(() -> FileStores.open("memory:?max-size=lots"), "a size such as");
    assertRefused(
        () ->
            FileStores.fromEnvironment(
                Map.of("FILE_STORE_PATH", "/x", "COFFER_DURABILITY", "fast")),
        "environment variable COFFER_DURABILITY");
  }

  @Test
  void aVariableOfAnotherTypeDoesNoHarm() {
    try (FileStore store =
        FileStores.fromEnvironment(
            Map.of("FILE_STORE", "memory", "COFFER_DURABILITY", "fast", "AWS_S3_BUCKET", "b"))) {
      assertThat(store.list("")).isEmpty();
    }
  }

  @Test
  void aWebHookWithoutItsModuleIsRefusedWhoeverConfiguresIt() {
    String module = "coffer-webhook";
    String url = "http://localhost:1/hook";
    assertRefused(() -> FileStores.open(config().type("memory").webHookUrl(url).build()), module);
    assertRefused(
        () ->
            FileStores.fromEnvironment(
                Map.of("FILE_STORE", "memory", "FILE_STORE_WEB_HOOK_URL", url)),
        "FILE_STORE_WEB_HOOK_URL) needs the module " + module);
    assertRefused(
        () -> FileStores.fromEnvironment(Map.of("FILE_STORE", "memory", "COFFER_WEBHOOK_URL", url)),
        module);
    assertRefused(() -> FileStores.open("memory:?webhook.url=" + url), module);
  }

  @ParameterizedTest
  @CsvSource({
    "COFFER_EVENTS_KAFKA_SERVERS,coffer-kafka",
    "COFFER_EVENTS_NATS_URL,coffer-nats",
    "COFFER_EVENTS_REDIS_URL,coffer-redis"
  })
  void aBusWithoutItsModuleIsRefusedWhoeverConfiguresIt(String variable, String module) {
    assertRefused(
        () -> FileStores.fromEnvironment(Map.of("FILE_STORE", "memory", variable, "localhost:1")),
        variable + ") needs the module " + module);
  }

  @Test
  void micrometerWithoutItsModuleIsRefused() {
    assertRefused(
        () -> FileStores.open("memory:?micrometer=on"),
        "the option 'micrometer' needs the module coffer-micrometer");
  }

  @ParameterizedTest
  @CsvSource({
    "deadline,coffer-retry",
    "retry.attempts,coffer-retry",
    "OperationsLimit.x,",
    "operations.limit,coffer-retry",
    "AUDIT,coffer-audit",
    "outbox.onFull,coffer-delivery",
    "retry.deadline,",
    "compression.minSize,coffer-zstd",
    "webhook.tls.ca,",
    "deadlines,"
  })
  void aModuleIsNamedForItsOwnOptionsAlone(String option, String module) {
    assertRefused(
        () -> FileStores.open("memory:?" + option + "=30s"),
        module == null
            ? "unknown option '" + option + "'"
            : "the option '" + option + "' needs the module " + module);
  }

  @Test
  void aWebHookWithoutAUrlIsNone() {
    FileStoreConfig config =
        config()
            .type("memory")
            .webHookUrl("")
            .webHookHeaders(Map.of("A", "b"))
            .webHookBatch(true)
            .build();
    try (FileStore store = FileStores.open(config)) {
      assertThat(store.list("")).isEmpty();
    }
  }

  private static FileStoreConfig.Builder config() {
    return FileStoreConfig.builder().environment(NOTHING);
  }

  private static Settings settings(FileStoreConfig.Builder config) {
    return FileStores.settings(config.build());
  }

  private static void assertRefused(Supplier<FileStore> open, String reason) {
    assertThatThrownBy(open::get)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void whatIsNoKindOfErrorCannotBeExpected() {
    assertThatThrownBy(() -> FileStores.open("memory:?observe.expected=not-fund"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'not-fund', which is no kind of error; did you mean 'not-found'?");
    assertThatThrownBy(() -> FileStores.open("memory:?observe.expected=nope"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("conflict, connection");
    FileStores.open("memory:?observe.expected=not-found,%20Conflict,").close();
  }

  @Test
  void aTimeThatIsTooLongIsAWrongSetting() {
    assertThatThrownBy(() -> FileStores.open("memory:?observe.slow=200000d"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("observe.slow is '200000d'");
  }

  @Test
  void aVariableThatResemblesThatOfAnOptionIsNamedOnce() {
    Map<String, String> environment =
        Map.of(
            "FILE_STORE", "memory",
            "COFFER_VERSIONNING", "on",
            "COFFER_MAX_SIZE", "1KiB",
            "COFFER_DURABILITY", "none",
            "COFFER_STORE", "memory:",
            "COFFER_PATH", "a");
    KeptLogs.keep(Level.WARN);
    try {
      FileStores.fromEnvironment(environment).close();
      FileStores.fromEnvironment(environment).close();
      assertThat(KeptLogs.events())
          .extracting(KeptLogs::text)
          .containsExactly(
              "WARN | COFFER_VERSIONNING sets no option: did you mean COFFER_VERSIONING?");
    } finally {
      KeptLogs.keep(null);
    }
  }

  @Test
  void aWrongTypeOfTheEnvironmentNamesItsVariable() {
    assertRefused(
        () -> FileStores.fromEnvironment(Map.of("FILE_STORE", "locl")),
        "(environment variable FILE_STORE)");
  }
}
