package dev.coffer.app.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.config.ConfiguredLayer;
import dev.coffer.config.FileStores;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stacks have the layers that they are to have. */
class FoundLayerTest {
  static List<FoundLayer> layers() {
    return FoundLayer.all();
  }

  private static List<String> layersOf(Stack stack) {
    return FileStores.assembly(stack.config("memory:n", "n", Path.of("d"))).layers().stream()
        .map(ConfiguredLayer::name)
        .toList();
  }

  private static boolean follow(List<String> layers, String outer, String inner) {
    return layers.contains(outer) && layers.indexOf(outer) < layers.indexOf(inner);
  }

  /** When this fails for a new layer, it needs a line in the table of ways. */
  @ParameterizedTest
  @MethodSource("layers")
  void eachWayOfALayerSwitchesItOn(FoundLayer layer) {
    assertThat(layer.ways())
        .isNotEmpty()
        .allSatisfy(
            way ->
                assertThat(layersOf(Stack.of(layer, way, BackEnd.MEMORY)))
                    .containsExactly(layer.name()));
  }

  @Test
  void theWholeStackHasEveryLayer() {
    assertThat(layersOf(Stack.whole(BackEnd.MEMORY)))
        .containsExactlyInAnyOrderElementsOf(
            FoundLayer.all().stream().map(FoundLayer::name).toList());
  }

  @Test
  void aSeedGivesTheSameStackAgainAndSeedsGiveAllLayersInSeveralOrders() {
    assertThat(Stack.random(5)).hasToString(Stack.random(5).toString());
    List<List<String>> stacks =
        LongStream.range(0, 200).mapToObj(seed -> layersOf(Stack.random(seed))).toList();
    for (FoundLayer layer : FoundLayer.all()) {
      assertThat(stacks).anyMatch(layers -> layers.contains(layer.name()));
    }
    assertThat(stacks)
        .anyMatch(layers -> follow(layers, "observed", "events"))
        .anyMatch(layers -> follow(layers, "events", "observed"));
  }
}
