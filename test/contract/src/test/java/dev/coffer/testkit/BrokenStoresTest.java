package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.coffer.Layer;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;

/** The contract catches stores that break it. */
@Tag("bulk")
class BrokenStoresTest {
  static Stream<BrokenStore> brokenStores() {
    return Stream.of(
            BrokenWrites.all(),
            BrokenSizes.all(),
            BrokenConditions.all(),
            BrokenReads.all(),
            BrokenListings.all(),
            BrokenDeletions.all(),
            BrokenCopies.all(),
            BrokenOwnAreas.all(),
            BrokenPaths.all(),
            BrokenLives.all(),
            BrokenChecks.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("brokenStores")
  void aBrokenStoreIsCaughtByTheCaseThatStatesTheBehaviour(BrokenStore store) {
    assertThat(failuresOf(store.layer(), caseOf(store.caughtBy()))).contains(store.caughtBy());
  }

  @Test
  void aStoreWithoutABugPasses() {
    assertThat(failuresOf(next -> next, selectClass(SuspectContract.class))).isEmpty();
  }

  @Test
  void noBugIsThereTwice() {
    assertThat(brokenStores().map(BrokenStore::bug)).doesNotHaveDuplicates();
  }

  @Test
  void everyTopicCatchesABug() {
    List<String> catching = brokenStores().map(BrokenStore::caughtBy).toList();
    for (Class<?> topic : FileStoreContract.class.getInterfaces()) {
      assertThat(names(topic)).as(topic.getSimpleName()).containsAnyElementsOf(catching);
    }
  }

  private static DiscoverySelector caseOf(String name) {
    return Stream.of(FileStoreContract.class.getInterfaces())
        .flatMap(topic -> Stream.of(topic.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class) && method.getName().equals(name))
        .map(method -> selectMethod(SuspectContract.class, method))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no case " + name));
  }

  private static List<String> names(Class<?> topic) {
    return Stream.of(topic.getDeclaredMethods()).map(Method::getName).toList();
  }

  private static Set<String> failuresOf(Layer suspect, DiscoverySelector cases) {
    SuspectContract.suspect(suspect);
    return FailedCases.of(List.of(cases));
  }
}
