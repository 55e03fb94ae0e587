package dev.coffer.app.stacks;

import static dev.coffer.app.stacks.BackEnd.MEMORY;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each layer alone over memory: in the last of its ways, and with {@code -Dcoffer.thorough=true} in
 * each of them and on a directory too.
 */
@ParameterizedClass
@MethodSource("stacks")
@Tag("stacks")
class OneLayerContractTest extends StackContract {
  static Stream<Stack> stacks() {
    return FoundLayer.all().stream()
        .flatMap(layer -> THOROUGH ? inEachWay(layer) : Stream.of(inItsLastWay(layer, MEMORY)));
  }

  private static Stack inItsLastWay(FoundLayer layer, BackEnd backEnd) {
    return Stack.of(layer, layer.lastWay(), backEnd);
  }

  private static Stream<Stack> inEachWay(FoundLayer layer) {
    return Stream.concat(
        layer.ways().stream().map(way -> Stack.of(layer, way, MEMORY)),
        Stream.of(inItsLastWay(layer, BackEnd.LOCAL)));
  }
}
