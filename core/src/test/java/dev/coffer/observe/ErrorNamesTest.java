package dev.coffer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStoreException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ErrorNamesTest {
  @Test
  void everyErrorOfCofferIsAKind() throws URISyntaxException {
    Path classes =
        Path.of(
            Objects.requireNonNull(FileStoreException.class.getResource("FileStoreException.class"))
                .toURI());
    String[] names = Objects.requireNonNull(classes.resolveSibling("").toFile().list());
    assertThat(
            Arrays.stream(names)
                .filter(name -> name.endsWith("Exception.class"))
                .map(name -> name.replace(".class", ""))
                .filter(name -> !name.equals("FileStoreException") && name.indexOf('$') < 0)
                .map(ErrorNamesTest::word))
        .containsExactlyInAnyOrderElementsOf(ObserveOptions.kinds());
  }

  private static String word(String name) {
    try {
      return new Outcome(Optional.of(error("dev.coffer." + name)), Optional.empty(), 0, 0).word();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  private static Throwable error(String name) throws ReflectiveOperationException {
    var constructor = Class.forName(name).getDeclaredConstructors()[0];
    return (Throwable) constructor.newInstance("any", "path", "store", null, null);
  }
}
