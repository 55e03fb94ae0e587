package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java that cannot name every file says so before it loses one. */
class LocaleTest {
  @Test
  void aLocaleThatHoldsNoNamesBeyondAsciiIsAConfigurationErrorWithTheRemedy(@TempDir Path root)
      throws Exception {
    JavaProcess.Start posix = StoreProcess.process().environment("LC_ALL", "C");
    try (StoreProcess store = StoreProcess.start(posix)) {
      StoreProcess.Answer answer = store.call("open", root.resolve("root"), "FULL");

      assertThat(answer.kind()).isEqualTo("ConfigurationException");
      assertThat(answer.text()).contains("LC_ALL=C.UTF-8");
      assertThat(root).isEmptyDirectory();
    }
  }
}
