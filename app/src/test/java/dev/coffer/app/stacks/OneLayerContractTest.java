package dev.coffer.app.stacks;

import java.util.function.Function;
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
    return FoundLayer.all().stream().flatMap(THOROUGH ? each() : one());
  }

  private static Function<FoundLayer, Stream<Stack>> one() {
    return layer -> Stream.of(Stack.of(layer, layer.lastWay(), BackEnd.MEMORY));
  }

  private static Function<FoundLayer, Stream<Stack>> each() {
    return layer ->
        Stream.concat(
            layer.ways().stream().map(way -> Stack.of(layer, way, BackEnd.MEMORY)),
            Stream.of(Stack.of(layer, layer.lastWay(), BackEnd.LOCAL)));
  }
}
