package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.FileStores;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The behaviour of every {@link FileStoreProvider}: extend this class in a test and specify
 * configurations of several stores. No store is opened.
 */
@Timeout(120)
public abstract class FileStoreProviderContract {
  /** Creates the test of a provider. */
  protected FileStoreProviderContract() {}

  /**
   * Returns the provider.
   *
   * @return a new instance
   */
  protected abstract FileStoreProvider provider();

  /**
   * Returns the configuration of a store.
   *
   * @return a configuration that can be opened
   */
  protected abstract FileStoreConfig config();

  /**
   * Returns configurations of other stores: the same path on another server, in another account, in
   * another bucket, below another prefix. Each differs from {@link #config()} in one of these.
   *
   * @return at least one configuration
   */
  protected abstract List<FileStoreConfig> others();

  /**
   * Returns texts in the configurations that must never be shown, such as a password.
   *
   * @return none unless overridden
   */
  protected Set<String> secrets() {
    return Set.of();
  }

  private static Settings settings(FileStoreConfig config) {
    return FileStores.assembly(config).settings();
  }

  @Test
  void typeAndSchemesAreInLowerCase() {
    assertThat(Stream.concat(Stream.of(provider().type()), provider().schemes().stream()))
        .allSatisfy(name -> assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT)).isNotEmpty());
  }

  @Test
  void everyOptionSaysWhatItDoes() {
    assertThat(provider().options())
        .extracting(Option::help)
        .allSatisfy(help -> assertThat(help).isNotBlank().doesNotContain("\n"));
  }

  @Test
  void noTwoOptionsHaveOneName() {
    assertThat(provider().options()).extracting(Option::name).doesNotHaveDuplicates();
  }

  /** Otherwise layers would keep what belongs to two stores, such as undelivered events, in one. */
  @Test
  void storesThatDifferHaveDifferentIdentities() {
    List<String> identities =
        Stream.concat(Stream.of(config()), others().stream())
            .map(config -> provider().identity(settings(config)))
            .toList();
    assertThat(identities)
        .as("FileStoreProvider.identity, which is type and path unless it is overridden")
        .hasSizeGreaterThan(1)
        .doesNotHaveDuplicates();
  }

  @Test
  void aStoreHasTheSameIdentityEachTime() {
    assertThat(provider().identity(settings(config())))
        .isEqualTo(provider().identity(settings(config())));
  }

  @Test
  void noSecretIsShown() {
    assertThat(secrets())
        .allSatisfy(
            secret ->
                assertThat(provider().identity(settings(config())) + settings(config()))
                    .doesNotContain(secret));
  }
}
