package dev.coffer.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The table of errors agrees with the exceptions and with the code that maps them to a status. */
class StatusOfErrorsTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| .* \\| (yes|no) \\| (\\d{3}) \\| ");

  @TempDir private Path classes;

  /**
   * A row of the table of errors.
   *
   * @param kind the class of the error
   * @param retryable whether it is said to be retryable
   * @param status its status of HTTP
   */
  private record Row(String kind, boolean retryable, int status) {
    static Row of(MatchResult line) {
      return new Row(line.group(1), line.group(2).equals("yes"), Integer.parseInt(line.group(3)));
    }
  }

  private static Map<String, Row> table() throws IOException {
    return Page.read(Repository.ROOT.resolve("docs/errors.md")).prose().stream()
        .flatMap(line -> ROW.matcher(line).results())
        .map(Row::of)
        .collect(Collectors.toMap(Row::kind, Function.identity()));
  }

  private static FileStoreException error(Class<?> kind) throws ReflectiveOperationException {
    return (FileStoreException)
        kind.getConstructor(ErrorContext.class, String.class, Throwable.class)
            .newInstance(new ErrorContext("read", "a", "any store"), null, null);
  }

  /** The method of the page about using Coffer. */
  private Method status() throws Exception {
    Block block =
        Page.read(Repository.ROOT.resolve("docs/using.md")).blocks().stream()
            .filter(one -> one.text().contains("class HttpStatus"))
            .findFirst()
            .orElseThrow();
    assertThat(new Example(block).compile(classes)).isEmpty();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Method method =
          loader.loadClass("HttpStatus").getDeclaredMethod("of", FileStoreException.class);
      method.setAccessible(true);
      return method;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyKindHasItsStatusAndIsRetryableAsTheTableSays() throws Exception {
    Map<String, Row> table = table();
    Method status = status();
    return Stream.of(FileStoreException.class.getPermittedSubclasses())
        .map(
            kind ->
                dynamicTest(
                    kind.getSimpleName(),
                    () -> {
                      FileStoreException error = error(kind);
                      assertThat(table.get(kind.getSimpleName()))
                          .isEqualTo(
                              new Row(
                                  kind.getSimpleName(),
                                  error.isRetryable(),
                                  (Integer) status.invoke(null, error)));
                    }));
  }
}
