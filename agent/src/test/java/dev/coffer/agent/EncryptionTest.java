package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.config.Secret;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionTest {
  private static final String OLD = "2025:" + key(1);
  private static final String NEW = "2026:" + key(2);
  private static final String FILE = "users/ada/secrets.json";

  private final FileStore store = new InMemoryFileStore();
  @TempDir Path directory;

  private static String key(int filling) {
    byte[] key = new byte[EncryptionKeys.KEY_BYTES];
    Arrays.fill(key, (byte) filling);
    return Base64.getEncoder().encodeToString(key);
  }

  private SecretsStore secrets(String keys) {
    return SecretsStore.of(store, "ada").encrypted(EncryptionKeys.parse(keys));
  }

  private static UserSecrets changed(UserSecrets now) {
    return now.withSecret("NAME", CustomSecret.of("s3cret", ""));
  }

  @Test
  void anEncryptedFileShowsNeitherNamesNorValues() {
    secrets(OLD).update(EncryptionTest::changed);
    String first = store.readString(FILE);
    assertThat(first).startsWith("coffer-encrypted 1 2025 ").doesNotContain("NAME", "s3cret");
    assertThat(secrets(OLD).load().customSecrets()).containsKey("NAME");
    secrets(OLD).update(now -> now);
    assertThat(store.readString(FILE)).isNotEqualTo(first);
  }

  @Test
  void whatIsInTheClearIsReadAndEncryptedByTheNextChange() {
    SecretsStore.of(store, "ada").update(EncryptionTest::changed);
    assertThat(store.readString(FILE)).contains("s3cret");
    assertThat(secrets(OLD).load().customSecrets()).containsKey("NAME");
    secrets(OLD).update(now -> now);
    assertThat(store.readString(FILE)).doesNotContain("s3cret");
    EncryptionKeys back = EncryptionKeys.parse(OLD).inClear();
    SecretsStore.of(store, "ada").encrypted(back).update(now -> now);
    assertThat(store.readString(FILE)).contains("s3cret");
  }

  @Test
  void anOldKeyReadsAndTheNewOneWrites() {
    secrets(OLD).update(EncryptionTest::changed);
    SecretsStore rotated = secrets(NEW + " " + OLD);
    assertThat(rotated.load().customSecrets()).containsKey("NAME");
    rotated.update(now -> now);
    assertThat(store.readString(FILE)).startsWith("coffer-encrypted 1 2026 ");
    assertThat(secrets(NEW).load().customSecrets()).containsKey("NAME");
  }

  @Test
  void aKeyThatIsMissingOrWrongIsAnErrorAndTheFileStays() {
    secrets(OLD).update(EncryptionTest::changed);
    String before = store.readString(FILE);
    for (SecretsStore other :
        List.of(SecretsStore.of(store, "ada"), secrets(NEW), secrets("2025:" + key(9)))) {
      assertThatThrownBy(() -> other.update(EncryptionTest::changed))
          .isInstanceOfAny(ConfigurationException.class, CorruptFileException.class)
          .hasMessageContaining("on memory")
          .hasMessageContaining("the key 2025")
          .hasMessageNotContaining(key(1));
      assertThat(store.readString(FILE)).isEqualTo(before);
    }
    assertThatThrownBy(() -> secrets(NEW).load())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the keys that are there are [2026]");
  }

  @Test
  void aFileThatWasChangedOrMovedDoesNotOpen() {
    secrets(OLD).update(EncryptionTest::changed);
    String sealed = store.readString(FILE);
    store.copy(FILE, "users/bob/secrets.json");
    SecretsStore bob = SecretsStore.of(store, "bob").encrypted(EncryptionKeys.parse(OLD));
    assertThatThrownBy(bob::load).isInstanceOf(CorruptFileException.class);
    char last = sealed.charAt(60) == 'A' ? 'B' : 'A';
    for (String damaged :
        List.of(
            sealed.substring(0, 60) + last + sealed.substring(61),
            sealed.substring(0, 40),
            sealed.replace(" 1 ", " 2 "),
            "coffer-encrypted 1 2025 ",
            "coffer-encrypted 1 2025 %%%")) {
      store.write(FILE, damaged);
      assertThatThrownBy(() -> secrets(OLD).load()).isInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void settingsAreEncryptedTheSameWay() {
    SettingsStore settings = SettingsStore.of(store, "ada").encrypted(EncryptionKeys.parse(OLD));
    settings.update(now -> now.with(SettingKey.LLM_API_KEY, new Secret("s3cret")));
    assertThat(store.readString("users/ada/settings.json")).startsWith("coffer-encrypted 1 2025 ");
    assertThat(settings.load().get(SettingKey.LLM_API_KEY)).contains(new Secret("s3cret"));
  }

  @Test
  void keysComeFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("keys"), NEW + "\n" + OLD + "\n");
    SecretsStore ofFile = SecretsStore.of(store, "ada").encrypted(EncryptionKeys.ofFile(file));
    ofFile.update(EncryptionTest::changed);
    assertThat(secrets(NEW).load().customSecrets()).containsKey("NAME");
    Files.writeString(file, "2026:s3cret");
    assertThatThrownBy(() -> EncryptionKeys.ofFile(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> EncryptionKeys.ofFile(directory.resolve("none")))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void keysComeFromAService() {
    KeySource service = id -> Base64.getDecoder().decode(key(id.equals("a") ? 3 : 4));
    EncryptionKeys keys = EncryptionKeys.of("a", service);
    SecretsStore.of(store, "ada").encrypted(keys).update(EncryptionTest::changed);
    secrets("a:" + key(3)).load();
    ConnectionException down =
        new ConnectionException(new ErrorContext("decrypt", "", "kms"), null, null);
    EncryptionKeys failing =
        EncryptionKeys.of(
            "a",
            id -> {
              throw down;
            });
    assertThatThrownBy(() -> SecretsStore.of(store, "ada").encrypted(failing).load())
        .isSameAs(down);
    EncryptionKeys broken =
        EncryptionKeys.of(
            "a",
            id -> {
              throw new IllegalStateException("down");
            });
    assertThatThrownBy(() -> SecretsStore.of(store, "ada").encrypted(broken).load())
        .isInstanceOf(StorageFailureException.class)
        .hasRootCauseMessage("down");
    EncryptionKeys shortOnes = EncryptionKeys.of("a", id -> new byte[16]);
    assertThatThrownBy(() -> SecretsStore.of(store, "ada").encrypted(shortOnes).load())
        .isInstanceOf(StorageFailureException.class);
  }

  @Test
  void keysInAnotherFormAreRefusedWithoutBeingShown() {
    for (String bad :
        List.of(
            "",
            "s3cret",
            "a:s3cret",
            "a:" + Base64.getEncoder().encodeToString(new byte[31]),
            "a b:" + key(1),
            "ä:" + key(1),
            OLD + "," + OLD)) {
      assertThatThrownBy(() -> EncryptionKeys.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("s3cret")
          .hasMessageNotContaining(key(1));
    }
    assertThat(EncryptionKeys.parse(NEW)).hasToString("EncryptionKeys[2026]");
  }

  @Test
  void anIdThatNoKeyCanHaveIsNotAskedFor() {
    store.write(FILE, "coffer-encrypted 1 ../../secret AAAA\n");
    EncryptionKeys service =
        EncryptionKeys.of(
            "k",
            id -> {
              throw new AssertionError("asked for " + id);
            });
    assertThatThrownBy(() -> SecretsStore.of(store, "ada").encrypted(service).load())
        .isInstanceOf(CorruptFileException.class)
        .hasMessageNotContaining("../../secret");
  }
}
