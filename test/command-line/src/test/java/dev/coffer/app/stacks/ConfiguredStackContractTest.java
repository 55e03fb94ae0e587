package dev.coffer.app.stacks;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a configuration without any option has, and what one with every option has, on each back
 * end. It takes minutes.
 */
@ParameterizedClass
@MethodSource("stacks")
@Tag("thorough")
class ConfiguredStackContractTest extends StackContract {
  static Stream<Stack> stacks() {
    return Stream.of(BackEnd.values())
        .flatMap(backEnd -> Stream.of(Stack.usual(backEnd), Stack.whole(backEnd)));
  }
}
