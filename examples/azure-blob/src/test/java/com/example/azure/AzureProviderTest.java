package com.example.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConfigurationException;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.FileStoreProviderContract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AzureProviderTest extends FileStoreProviderContract {
  private static final String KEY = "c2VjcmV0";

  private static FileStoreConfig config(String place, String account, String endpoint) {
    return FileStoreConfig.builder()
        .uri("az://" + place)
        .option("account", account)
        .option("account-key", KEY)
        .option("endpoint", endpoint)
        .build();
  }

  @Override
  protected FileStoreProvider provider() {
    return new AzureProvider();
  }

  @Override
  protected FileStoreConfig config() {
    return config("photos/2026", "ada", "http://localhost:10000");
  }

  @Override
  protected List<FileStoreConfig> others() {
    return List.of(
        config("videos/2026", "ada", "http://localhost:10000"),
        config("photos/2027", "ada", "http://localhost:10000"),
        config("photos/2026", "bob", "http://localhost:10000"),
        config("photos/2026", "ada", "http://localhost:10001"));
  }

  @Override
  protected Set<String> secrets() {
    return Set.of(KEY);
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutShowingIt() {
    FileStoreConfig wrong =
        FileStoreConfig.builder()
            .uri("az://photos")
            .option("account", "ada")
            .option("account-key", "no key!")
            .build();
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> FileStores.open(wrong));
    assertThat(e).hasMessageContaining("account-key").hasMessageNotContaining("no key!");
  }
}
