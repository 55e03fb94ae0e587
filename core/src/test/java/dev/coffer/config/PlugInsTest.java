package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlugInsTest {
  @TempDir Path folder;

  @Test
  void aBackEndOnTheClassPathIsOpenedByItsScheme() {
    assertThat(open(FileStoreConfig.builder().uri("bkt://photos/2024?secure=no")))
        .isEqualTo("Observed(Memory(memory:photos/2024,none,false))");
  }

  @Test
  void aBackEndOnTheClassPathIsOpenedByItsType() {
    assertThat(open(FileStoreConfig.builder().type("Bucket_Store").path("photos/2024")))
        .isEqualTo("Observed(Memory(memory:photos/2024,none,true))");
  }

  @Test
  void anOptionMayBeFedByAVariableOfAnotherName() {
    Map<String, String> environment =
        Map.of("FILE_STORE", "bucket_store", "BUCKET_NAME", "b", "BUCKET_KEY", "k");
    assertThat(find(() -> FileStores.fromEnvironment(environment).toString()))
        .isEqualTo("Observed(Memory(memory:b,k,true))");
  }

  @Test
  void thePathWinsOverTheVariableOfTheBucket() {
    assertThat(
            open(
                FileStoreConfig.builder()
                    .type("bucket_store")
                    .path("p")
                    .environment(Map.of("BUCKET_NAME", "b"))))
        .isEqualTo("Observed(Memory(memory:p,none,true))");
  }

  @Test
  void optionWinsOverUriOverVariableOverDefault() {
    Map<String, String> environment = Map.of("COFFER_SECURE", "yes", "BUCKET_NAME", "v");
    FileStoreConfig.Builder all =
        FileStoreConfig.builder().environment(environment).uri("bkt:?secure=no&bucket=u");
    assertThat(settings(all.option("bucket", "o")).all())
        .containsExactly(
            new Setting("bucket", "o", Setting.OPTION), new Setting("secure", "no", Setting.URI));
    assertThat(settings(FileStoreConfig.builder().environment(environment).uri("bkt:")).all())
        .containsExactly(
            new Setting("bucket", "v", "environment variable BUCKET_NAME"),
            new Setting("secure", "yes", "environment variable COFFER_SECURE"));
    assertThat(settings(FileStoreConfig.builder().environment(Map.of()).uri("bkt:")).all())
        .containsExactly(new Setting("secure", "on", "default"));
  }

  @Test
  void anEmptyValueLeavesItToTheNextSource() {
    Settings settings =
        settings(
            FileStoreConfig.builder()
                .environment(Map.of("COFFER_BUCKET", "", "BUCKET_NAME", "v"))
                .uri("bkt:?bucket=")
                .option("bucket", ""));
    assertThat(settings.find(PlugIns.Bucket.BUCKET)).contains("v");
  }

  @Test
  void aMissingSettingNamesItsVariables() {
    assertThatThrownBy(
            () -> open(FileStoreConfig.builder().environment(Map.of()).type("bucket_store")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("bucket is missing")
        .hasMessageContaining("COFFER_BUCKET or BUCKET_NAME");
  }

  @Test
  void aSecretInAUriIsRefusedAndNotShown() {
    assertThatThrownBy(() -> open(FileStoreConfig.builder().uri("bkt://b?key=hush")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'key'")
        .hasMessageContaining("COFFER_KEY or BUCKET_KEY")
        .hasMessageNotContaining("hush");
  }

  @Test
  void settingsShowNoSecret() {
    Settings settings = settings(FileStoreConfig.builder().uri("bkt://b").option("key", "hush"));
    assertThat(settings.find(PlugIns.Bucket.KEY)).contains(new Secret("hush"));
    assertThat(settings.toString()).contains("key", "***").doesNotContain("hush");
    assertThat(settings.all()).contains(new Setting("key", "***", Setting.OPTION));
  }

  @Test
  void aSecretMayStandInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "hush\n");
    FileStoreConfig.Builder config =
        FileStoreConfig.builder().uri("bkt://b").option("key", "file:" + file);
    assertThat(open(config)).isEqualTo("Observed(Memory(memory:b,hush,true))");
    assertThat(settings(config).all()).contains(new Setting("key", "file:" + file, Setting.OPTION));
    Map<String, String> environment = Map.of("BUCKET_KEY", "file:" + file);
    assertThat(open(FileStoreConfig.builder().uri("bkt://b").environment(environment)))
        .isEqualTo("Observed(Memory(memory:b,hush,true))");
  }

  @Test
  void aSecretsFileThatCannotBeReadIsNamedAndNotWhatIsInIt() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'h', 'u', 's', 'h', -1});
    Path large = Files.writeString(folder.resolve("large"), "hush".repeat(17_000));
    Path device = Path.of("/dev/zero");
    for (Path file : List.of(folder.resolve("missing"), folder, empty, binary, large, device)) {
      assertThatThrownBy(
              () -> settings(FileStoreConfig.builder().uri("bkt:").option("key", "file:" + file)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("'" + file + "' of the secret 'key' cannot be read")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void aProviderCannotAskForAnOptionThatItDoesNotDeclare() {
    Settings settings = settings(FileStoreConfig.builder().uri("bkt://b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.find(Option.text("other", "Help.")))
        .withMessageContaining("other");
  }

  @Test
  void anUnknownSchemeNamesTheNearestOneAlsoOfAPlugIn() {
    assertThatThrownBy(() -> open(FileStoreConfig.builder().uri("bkd://b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'bkt'?");
  }

  @Test
  void twoBackEndsOfOneTypeAreRefused() {
    assertThatThrownBy(
            () ->
                PlugIns.with(
                    folder, PlugIns.Rival.class.getName(), () -> FileStores.open("bkt://b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("type 'local'")
        .hasMessageContaining(PlugIns.Rival.class.getName());
  }

  @Test
  void aBackEndThatCannotBeLoadedIsAnErrorAndNotAbsent() {
    assertThatThrownBy(
            () -> PlugIns.with(folder, "no.such.Provider", () -> FileStores.open("bkt://b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no.such.Provider");
  }

  @Test
  void aBackEndThatCannotBeCreatedSaysTheReason() {
    assertThatThrownBy(
            () ->
                PlugIns.with(
                    folder, PlugIns.Failing.class.getName(), () -> FileStores.open("bkt://b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a back end on the class path cannot be loaded")
        .hasMessageContaining(PlugIns.Failing.class.getName())
        .hasMessageContaining("/etc/licence is empty")
        .hasRootCauseMessage("/etc/licence is empty");
  }

  @Test
  void aBackEndForALaterJavaSaysTheReason() throws IOException {
    byte[] head = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, (byte) 200, 0, 1};
    Files.write(folder.resolve("Later.class"), head);
    assertThatThrownBy(() -> PlugIns.with(folder, "Later", () -> FileStores.open("bkt://b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a back end on the class path cannot be loaded")
        .hasMessageContaining("200")
        .hasCauseInstanceOf(UnsupportedClassVersionError.class);
  }

  @Test
  void whatIsBuiltInOpensWithoutLoadingAnyOther() {
    assertThat(PlugIns.with(folder, "no.such.Provider", () -> FileStores.open("memory:").list("")))
        .isEmpty();
  }

  private String open(FileStoreConfig.Builder config) {
    return find(() -> FileStores.open(config.build()).toString());
  }

  private Settings settings(FileStoreConfig.Builder config) {
    return find(() -> FileStores.settings(config.build()));
  }

  private <T> T find(java.util.function.Supplier<T> call) {
    return PlugIns.with(folder, PlugIns.Bucket.class.getName(), call);
  }
}
