package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileStoreProviderContractTest {
  /** One whose stores have an identity by their path alone. */
  private static final class Careless implements FileStoreProvider {
    @Override
    public String type() {
      return "memory";
    }

    @Override
    public Set<String> schemes() {
      return Set.of("memory");
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public FileStore open(Settings settings) {
      throw new AssertionError("the contract opens no store");
    }
  }

  private static FileStoreProviderContract of(FileStoreConfig first, FileStoreConfig other) {
    return new FileStoreProviderContract() {
      @Override
      protected FileStoreProvider provider() {
        return new Careless();
      }

      @Override
      protected FileStoreConfig config() {
        return first;
      }

      @Override
      protected List<FileStoreConfig> others() {
        return List.of(other);
      }
    };
  }

  private static FileStoreConfig config(String uri) {
    return FileStoreConfig.builder().uri(uri).build();
  }

  @Test
  void oneIdentityOfTwoStoresIsNoticed() {
    AssertionError e =
        assertThrows(
            AssertionError.class,
            of(config("memory:a?max-size=1"), config("memory:a?max-size=2"))
                ::storesThatDifferHaveDifferentIdentities);
    assertThat(e).hasMessageContaining("identity");
  }

  @Test
  void differentIdentitiesAreFine() {
    of(config("memory:a"), config("memory:b")).storesThatDifferHaveDifferentIdentities();
  }
}
