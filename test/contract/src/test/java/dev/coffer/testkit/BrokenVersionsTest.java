package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.coffer.Layer;
import dev.coffer.versioning.VersioningFileStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract catches layers that lose versions. */
@Tag("bulk")
class BrokenVersionsTest {
  static List<BrokenStore> brokenVersions() {
    return BrokenVersions.all();
  }

  @ParameterizedTest
  @MethodSource("brokenVersions")
  void aBrokenLayerIsCaught(BrokenStore store) {
    Set<String> failed = failuresOf(store.layer());
    System.out.println("caught: " + store.bug() + ": by " + failed);
    assertThat(failed).contains(store.caughtBy());
  }

  @Test
  void aLayerWithoutABugPasses() {
    assertThat(failuresOf(VersioningFileStore::new)).isEmpty();
  }

  private static Set<String> failuresOf(Layer suspect) {
    SuspectVersionsContract.suspect(suspect);
    return FailedCases.of(List.of(selectClass(SuspectVersionsContract.class)));
  }
}
