package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may open few files. */
class OpenFilesTest {
  @Test
  void tooManyOpenStreamsAreToldAndTheStoreWorksAgainWhenTheyAreClosed(@TempDir Path root)
      throws Exception {
    try (StoreProcess store = StoreProcess.start(StoreProcess.process().limited("-n 100"))) {
      store.ok("open", root, "FULL");
      store.ok("writeWithMetadata", "d/a", "text");

      StoreProcess.Answer answer = openUntilItFails(store);

      assertThat(answer.kind()).isEqualTo("StorageFailureException");
      assertThat(answer.text()).contains("too many open files").contains("d/a");
      assertThat(store.ok("closeStreams")).isNotEqualTo("0");
      assertThat(store.ok("read", "d/a")).isEqualTo("text");
      store.ok("write", "new/b", "text");
      assertThat(store.ok("walk", "")).isEqualTo("[d/a, new/b]");
      assertThat(PrivateArea.staged(root)).isEmpty();
    }
  }

  private static StoreProcess.Answer openUntilItFails(StoreProcess store)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      StoreProcess.Answer answer = store.call("openStream", "d/a");
      if (!answer.isOk()) {
        return answer;
      }
    }
    throw new AssertionError("100 streams were opened");
  }

  @Test
  void directoriesThatAreKeptOpenGiveWayAfterTheFirstFailures(@TempDir Path root) throws Exception {
    try (StoreProcess store = StoreProcess.start(StoreProcess.process().limited("-n 100"))) {
      store.ok("open", root, "NONE");

      int failures = 0;
      for (int i = 0; i < 100; i++) {
        failures += store.call("write", "d" + i + "/a", "text").isOk() ? 0 : 1;
      }

      assertThat(failures).isBetween(1, 5);
      for (int i = 0; i < 100; i++) {
        store.ok("write", "d" + i + "/a", "text " + i);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(store.ok("read", "d" + i + "/a")).isEqualTo("text " + i);
      }
      assertThat(PrivateArea.staged(root)).isEmpty();
    }
  }
}
