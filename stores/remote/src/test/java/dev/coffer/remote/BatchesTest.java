package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchesTest {
  @Test
  void anInterruptThatLeavesItemsUntriedIsAFailureOfTheWholeCall() {
    List<String> tried = new ArrayList<>();
    InterruptedOperationException e =
        assertThrows(
            InterruptedOperationException.class,
            () ->
                Batches.run(
                    List.of("a", "b", "c"),
                    1,
                    path -> {
                      tried.add(path);
                      throw new InterruptedOperationException(
                          new ErrorContext("delete", path, "store"), null, null);
                    }));
    assertThat(tried).containsExactly("a");
    assertThat(e.failures()).map(FileStoreException::path).containsExactly("", "a");
    assertThat(e.succeeded(List.of(FilePath.of("a"), FilePath.of("b")))).isEmpty();
  }
}
