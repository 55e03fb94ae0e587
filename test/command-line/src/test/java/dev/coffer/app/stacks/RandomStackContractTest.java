package dev.coffer.app.stacks;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fifty times layers in any order. Each run draws other seeds, which are printed; {@code
 * -Dcoffer.seed=} runs the stack of one of them. It takes minutes.
 */
@ParameterizedClass
@MethodSource("stacks")
@Tag("thorough")
class RandomStackContractTest extends StackContract {
  private static final int STACKS = 50;

  static Stream<Stack> stacks() {
    Long seed = Long.getLong("coffer.seed");
    LongStream seeds =
        seed == null
            ? LongStream.range(0, STACKS).map(i -> System.nanoTime() * 31 + i)
            : LongStream.of(seed);
    return seeds.mapToObj(Stack::random).peek(stack -> System.out.println("stack: " + stack));
  }
}
