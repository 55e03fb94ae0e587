package dev.coffer.app.stacks;

import static dev.coffer.app.stacks.BackEnd.MEMORY;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer alone, in each of its ways over memory and in the last of them on a directory. */
@ParameterizedClass
@MethodSource("stacks")
@Tag("thorough")
class OneLayerContractTest extends StackContract {
  static Stream<Stack> stacks() {
    return FoundLayer.all().stream().flatMap(OneLayerContractTest::inEachWay);
  }

  private static Stream<Stack> inEachWay(FoundLayer layer) {
    return Stream.concat(
        layer.ways().stream().map(way -> Stack.of(layer, way, MEMORY)),
        Stream.of(Stack.of(layer, layer.lastWay(), BackEnd.LOCAL)));
  }
}
