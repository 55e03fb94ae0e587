package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.coffer.Layer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;

/**
 * The contract catches stores that break it. A run has one store for each of many cases: finding
 * the cases of the contract takes the most time.
 */
@Tag("bulk")
class BrokenStoresTest {
  /** The bugs that the cases that state the behaviour have found. */
  private static final Set<String> CAUGHT = new HashSet<>();

  @BeforeAll
  static void runTheCases() {
    List<BrokenStore> left = new ArrayList<>(brokenStores().toList());
    while (!left.isEmpty()) {
      Map<String, BrokenStore> run = new LinkedHashMap<>();
      left.forEach(store -> run.putIfAbsent(store.caughtBy(), store));
      left.removeAll(run.values());
      Map<String, Layer> suspects = new HashMap<>();
      run.forEach((name, store) -> suspects.put(name, store.layer()));
      SuspectContract.suspects(suspects);
      FailedCases.of(run.keySet().stream().map(BrokenStoresTest::caseOf).toList())
          .forEach(name -> CAUGHT.add(Objects.requireNonNull(run.get(name)).bug()));
    }
  }

  static Stream<BrokenStore> brokenStores() {
    return Stream.of(
            BrokenWrites.all(),
            BrokenStagedWrites.all(),
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
    assertThat(CAUGHT).contains(store.bug());
  }

  @Test
  void aStoreWithoutABugPasses() {
    SuspectContract.suspects(Map.of());
    assertThat(FailedCases.of(List.of(selectClass(SuspectContract.class)))).isEmpty();
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
}
