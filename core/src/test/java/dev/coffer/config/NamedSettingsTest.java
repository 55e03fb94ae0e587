package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.observe.KeptLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Stores whose settings come from a source that can be named, such as the lines of a file. */
final class NamedSettingsTest {
  @TempDir Path folder;

  private static FileStoreConfig.Builder config(Setting... settings) {
    return FileStoreConfig.builder()
        .name("photos")
        .settings(List.of(settings))
        .environment(Map.of());
  }

  private static Setting at(int line, String name, String value) {
    return new Setting(name, value, "stores.properties:" + line);
  }

  private static Optional<Setting> maxSize(FileStoreConfig.Builder config) {
    return FileStores.settings(config.build()).all().stream()
        .filter(setting -> setting.name().equals("max-size"))
        .findFirst();
  }

  private static FileStoreConfig.Builder bucket(Setting key) {
    return config(at(1, "uri", "bkt://b"), key);
  }

  /** The key that the back end gets. */
  private String key(String value, Map<String, String> environment) {
    return withBuckets(
        () -> {
          FileStoreConfig config = bucket(at(2, "key", value)).environment(environment).build();
          try (FileStore store = FileStores.open(config)) {
            return store.name().split(",", -1)[1];
          }
        });
  }

  private <T> T withBuckets(Supplier<T> call) {
    return PlugIns.with(folder, PlugIns.Bucket.class.getName(), call);
  }

  private static void refused(FileStoreConfig.Builder config, String... parts) {
    assertThatThrownBy(() -> FileStores.open(config.build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void aStoreIsOpenedWithItsSettingsInAnySpelling() {
    FileStoreConfig.Builder config = config(at(1, "URI", "memory:"), at(2, "MAX_SIZE", "1KiB"));
    assertThat(maxSize(config)).contains(new Setting("max-size", "1KiB", "stores.properties:2"));
    try (FileStore store = FileStores.open(config.build())) {
      store.write("a", "1");
    }
  }

  @Test
  void theSourceOfAPathAndOfAParameterIsThatOfTheUri() {
    FileStoreConfig config = config(at(7, "uri", "memory:NamedSettings?max-size=5")).build();
    assertThat(FileStores.settings(config).all())
        .contains(
            new Setting("path", "NamedSettings", "stores.properties:7"),
            new Setting("max-size", "5", "stores.properties:7"));
  }

  @Test
  void anOptionWinsOverASettingAndASettingOverTheUriAndTheEnvironment() {
    Map<String, String> environment = Map.of("COFFER_MAX_SIZE", "4");
    Setting uri = at(1, "uri", "memory:?max-size=3");
    Setting setting = at(2, "max-size", "2");
    assertThat(maxSize(config(uri, setting).environment(environment).option("max-size", "1")))
        .map(Setting::value)
        .contains("1");
    assertThat(maxSize(config(uri, setting).environment(environment)))
        .map(Setting::value)
        .contains("2");
    assertThat(maxSize(config(uri).environment(environment))).map(Setting::value).contains("3");
  }

  @Test
  void anEmptySettingIsNotSet() {
    FileStoreConfig.Builder config =
        config(at(1, "uri", "memory:"), at(2, "uri", ""), at(3, "max-size", ""))
            .environment(Map.of("COFFER_MAX_SIZE", "4"));
    assertThat(maxSize(config)).map(Setting::value).contains("4");
  }

  @Test
  void anErrorNamesTheStoreAndTheSource() {
    refused(
        config(at(1, "uri", "memory:"), at(2, "max-size", "lots")),
        "open on @photos",
        "max-size is 'lots' (stores.properties:2)");
    refused(
        config(at(1, "uri", "memory:"), at(2, "maxsice", "1")),
        "open on @photos",
        "unknown option 'maxsice'; did you mean 'max-size'? (stores.properties:2)");
    refused(
        config(at(1, "uri", "memory:?maxsice=1")),
        "unknown option 'maxsice'; did you mean 'max-size'? (stores.properties:1)");
    refused(
        config(at(1, "uri", "/data")),
        "open on @photos",
        "begins with a scheme",
        "(stores.properties:1)");
    refused(config(at(1, "uri", "file:%zz")), "hexadecimal", "(stores.properties:1)");
    refused(
        config(at(1, "uri", "memory:"), at(2, "max-size", "1"), at(3, "maxSize", "2")),
        "'max-size' (stores.properties:2) and 'maxSize' (stores.properties:3) are one option");
    assertThatThrownBy(() -> config(at(2, "max-size", "1")).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("open on @photos")
        .hasMessageContaining("no uri");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a/b", "a b", "-a", "_a", "@a", "ä", "a\n"})
  void aNameOfAnotherFormIsRefused(String name) {
    assertThatThrownBy(() -> FileStoreConfig.builder().name(name))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "is not a valid name of a store: a name has letters, digits, '-' and '_'");
  }

  @Test
  void aSecretIsATextAFileOrAVariable() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "from-file\n");
    Map<String, String> environment = Map.of("KEY_OF_PHOTOS", "from-variable");
    assertThat(key("as-text", environment)).isEqualTo("as-text");
    assertThat(key("file:" + file, environment)).isEqualTo("from-file");
    assertThat(key("env:KEY_OF_PHOTOS", environment)).isEqualTo("from-variable");
  }

  @Test
  void aVariableThatIsNotSetIsAnErrorAndNothingElseIsReadInItsPlace() {
    Map<String, String> environment = Map.of("COFFER_KEY", "of-another", "EMPTY", "");
    for (String reference : new String[] {"env:ABSENT", "env:EMPTY"}) {
      assertThatThrownBy(() -> key(reference, environment))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("open on @photos")
          .hasMessageContaining(reference.substring(4) + ", which is not set (stores.properties:2)")
          .hasMessageNotContaining("of-another");
    }
    assertThatThrownBy(() -> key("env:no name, but hush", environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("does not name an environment variable")
        .hasMessageNotContaining("hush");
  }

  @Test
  void theSourceOfASecretIsItsVariableAndTheLineThatNamesIt() {
    FileStoreConfig config = bucket(at(2, "key", "env:K")).environment(Map.of("K", "hush")).build();
    assertThat(withBuckets(() -> FileStores.settings(config).all()))
        .contains(new Setting("key", "***", "environment variable K (stores.properties:2)"));
  }

  @Test
  void aSecretInTheUriIsRefusedWithItsSource() {
    FileStoreConfig config = config(at(1, "uri", "bkt:b?key=hush")).build();
    assertThatThrownBy(() -> withBuckets(() -> FileStores.open(config)))
        .hasMessageContaining("as an option of its own")
        .hasMessageContaining("(stores.properties:1)")
        .hasMessageNotContaining("hush");
  }

  @Test
  void twoNamesNeverShareTheFilesOfTheirLayers() {
    FileStoreConfig one = state("one");
    FileStoreConfig other = state("other");
    assertThat(FileStores.settings(one).stateDirectory())
        .isEqualTo(FileStores.settings(state("one")).stateDirectory())
        .isNotEqualTo(FileStores.settings(other).stateDirectory());
  }

  @Test
  void aStoreThatIsOpenedByItsNameAndByItsUriSaysSo() {
    KeptLogs.keep(Level.WARN);
    try {
      Path named = FileStores.settings(state("mixed")).stateDirectory();
      assertThat(KeptLogs.events()).isEmpty();
      FileStoreConfig byUri =
          FileStoreConfig.builder()
              .uri("memory:shared")
              .option("state", folder.toString())
              .environment(Map.of())
              .build();
      Path unnamed = FileStores.settings(byUri).stateDirectory();
      assertThat(named.getParent()).isEqualTo(Path.of(unnamed.getParent() + "@mixed"));
      assertThat(KeptLogs.events())
          .extracting(KeptLogs::text)
          .singleElement()
          .asString()
          .contains(named.getParent() + ",", unnamed.getParent() + ",", "under @mixed");
    } finally {
      KeptLogs.keep(null);
    }
  }

  @Test
  void aDirectoryIsTheSameStoreHoweverItIsWritten() {
    String absolute = folder.resolve("data").toString();
    String relative = Path.of("").toAbsolutePath().relativize(folder).resolve("data").toString();
    assertThat(stateOf("file:" + absolute))
        .isEqualTo(stateOf("file:" + relative))
        .isEqualTo(stateOf("file:" + folder + "/x/../data/"))
        .isNotEqualTo(stateOf("file:data"));
  }

  private Path stateOf(String uri) {
    FileStoreConfig config =
        FileStoreConfig.builder().uri(uri).option("state", folder + "/state").build();
    return FileStores.settings(config).stateDirectory();
  }

  private FileStoreConfig state(String name) {
    return FileStoreConfig.builder()
        .name(name)
        .settings(List.of(at(1, "uri", "memory:shared"), at(2, "state", folder.toString())))
        .environment(Map.of())
        .build();
  }

  @Test
  void nothingSecretIsShown() {
    FileStoreConfig config =
        config(at(1, "uri", "memory:x?key=hush"), at(2, "key", "hush")).build();
    assertThat(config.toString()).contains("memory:x", "[key]").doesNotContain("hush");
  }
}
