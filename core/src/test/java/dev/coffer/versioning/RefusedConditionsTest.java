package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stores that enforce conditions on some writes, or on none. */
class RefusedConditionsTest {
  private final FileStore memory = new InMemoryFileStore();

  private static List<String> contents(FileStore store, String path) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    return versions.versions(path).stream()
        .map(one -> new String(versions.read(path, one.id()), UTF_8))
        .toList();
  }

  /** A store that refuses conditions on contents that cannot be given again, or on all. */
  private final class Unconditional extends ForwardingFileStore {
    private final boolean knowsConditions;

    Unconditional(boolean knowsConditions) {
      super(memory);
      this.knowsConditions = knowsConditions;
    }

    @Override
    public Capabilities capabilities() {
      Set<Capability> supported = EnumSet.copyOf(super.capabilities().supported());
      if (!knowsConditions) {
        supported.remove(Capability.CONDITIONAL_WRITES);
      }
      return new Capabilities(supported, Long.MAX_VALUE, 4);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      boolean large = content.size().orElse(0) > 10;
      boolean honoured = knowsConditions && (content.isRepeatable() || !large) && !isHuge(content);
      if (options.isConditional() && !honoured) {
        throw new UnsupportedFeatureException(
            new ErrorContext("write", path.toString(), name()), "no conditions", null);
      }
      return super.write(path, content, options);
    }

    private static boolean isHuge(Content content) {
      return content.size().orElse(0) > 100;
    }
  }

  @Test
  void aStoreThatRefusesOneConditionOfManyIsNotWrittenToWithoutIt() {
    FileStore store = new VersioningFileStore(new Unconditional(true));
    store.write("a", "1");
    assertThatThrownBy(() -> store.write("a", "2".repeat(101)))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThat(memory.readString("a")).isEqualTo("1");
  }

  @Test
  void aCopyOnAConditionIsOfAContentThatCanBeGivenAgainIfItMust() {
    FileStore store = new VersioningFileStore(new Unconditional(true));
    store.write("a", "1".repeat(50));
    store.write("b", "2");
    store.copy("a", "b");
    assertThat(store.readString("b")).isEqualTo("1".repeat(50));
    assertThat(contents(store, "b")).containsExactly("2");
  }

  @Test
  void aStoreThatKnowsNoConditionsIsWrittenToWithoutThem() {
    FileStore store = new VersioningFileStore(new Unconditional(false));
    store.write("a", "1");
    store.write("a", "2");
    assertThat(memory.readString("a")).isEqualTo("2");
    assertThat(contents(store, "a")).containsExactly("1");
  }

  private FileStore bestEffort(boolean knowsConditions) {
    return new VersioningFileStore(
        new Unconditional(knowsConditions), Retention.ALL, VersioningConditions.BEST_EFFORT);
  }

  @Test
  void theRefusalNamesTheOptionThatWritesNevertheless() {
    FileStore store = new VersioningFileStore(new Unconditional(true));
    store.write("a", "1");
    assertThatThrownBy(() -> store.write("a", "2".repeat(101)))
        .hasMessageStartingWith("write a on")
        .hasMessageContaining("versioning.conditions=best-effort");
  }

  @Test
  void withBestEffortWhatIsThereIsKeptAndReplacedWithoutACondition() {
    FileStore store = bestEffort(true);
    store.write("a", "1");
    store.write("a", "2".repeat(101));
    store.write("b", "3");
    store.copy("a", "b");
    assertThat(store.readString("a")).isEqualTo("2".repeat(101));
    assertThat(contents(store, "a")).containsExactly("1");
    assertThat(store.readString("b")).isEqualTo("2".repeat(101));
    assertThat(contents(store, "b")).containsExactly("3");
  }

  @Test
  void withBestEffortAConditionOfTheCallerIsStillRefused() {
    FileStore store = bestEffort(true);
    store.write("a", "1");
    String etag = store.stat("a").orElseThrow().etag();
    assertThatThrownBy(() -> store.write("a", "2".repeat(101), WriteOptions.DEFAULTS.ifMatch(etag)))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThatThrownBy(() -> store.write("b", "2".repeat(101), WriteOptions.DEFAULTS.ifAbsent()))
        .isInstanceOf(UnsupportedFeatureException.class);
    assertThat(memory.readString("a")).isEqualTo("1");
    assertThat(memory.exists("b")).isFalse();
  }
}
