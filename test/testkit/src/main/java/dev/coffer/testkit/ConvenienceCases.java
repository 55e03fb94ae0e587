package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules for the class of a store rather than its files. */
interface ConvenienceCases extends StoreUnderTest {
  @Test
  default void noConvenienceIsOverridden() {
    List<String> overridden =
        Arrays.stream(FileStore.class.getMethods())
            .filter(Method::isDefault)
            .filter(method -> !method.getName().equals("unwrap"))
            .filter(method -> declarerOf(method) != FileStore.class)
            .map(Method::toString)
            .toList();
    assertThat(overridden).isEmpty();
  }

  private Class<?> declarerOf(Method convenience) {
    try {
      Class<?> type = store().getClass();
      return type.getMethod(convenience.getName(), convenience.getParameterTypes())
          .getDeclaringClass();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void capabilitiesDoNotChange() {
    var before = store().capabilities();
    store().write("a", "x");
    assertThat(store().capabilities()).isEqualTo(before);
  }

  @Test
  default void anUnknownFeatureIsAbsent() {
    assertThat(store().unwrap(StringBuilder.class)).isEmpty();
  }
}
