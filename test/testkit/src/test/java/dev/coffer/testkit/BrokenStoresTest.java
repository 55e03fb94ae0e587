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
  void aBrokenStoreIsCaughtByItsTopic(BrokenStore store) {
    Class<?> topic = topicOf(store.caughtBy());
    Set<String> failed = failuresOf(store.layer(), casesOf(topic));
    System.out.println("caught: " + store.bug() + ": by " + topic.getSimpleName() + failed);
    assertThat(failed).contains(store.caughtBy());
  }

  @Test
  void aStoreWithoutABugPasses() {
    assertThat(failuresOf(next -> next, List.of(selectClass(SuspectContract.class)))).isEmpty();
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

  private static Class<?> topicOf(String name) {
    return Stream.of(FileStoreContract.class.getInterfaces())
        .filter(topic -> names(topic).contains(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no case " + name));
  }

  private static List<String> names(Class<?> topic) {
    return Stream.of(topic.getDeclaredMethods()).map(Method::getName).toList();
  }

  private static List<DiscoverySelector> casesOf(Class<?> topic) {
    return Stream.of(topic.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> (DiscoverySelector) selectMethod(SuspectContract.class, method))
        .toList();
  }

  private static Set<String> failuresOf(Layer suspect, List<DiscoverySelector> cases) {
    SuspectContract.suspect(suspect);
    return FailedCases.of(cases);
  }
}
