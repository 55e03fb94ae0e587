package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told to whoever cannot compress files. */
class CompressionDiagnosisTest {
  private final CompressionDiagnosis diagnosis =
      new CompressionDiagnosis(Optional.empty(), ZstdFormat.INSTANCE, "memory");

  @Test
  void whereTheLibraryCannotBeLoadedTheRemedyIsAboutTheLibrary() {
    UnsupportedFeatureException error =
        new UnsupportedFeatureException(
            new ErrorContext("compress", "a", "memory"), null, new UnsatisfiedLinkError("noexec"));
    assertThat(diagnosis.remedy(error).orElseThrow()).contains("-DZstdTempFolder=DIR");
  }

  @Test
  void otherErrorsAreNotExplained() {
    ErrorContext context = new ErrorContext("write", "a", "memory");
    assertThat(diagnosis.remedy(new ConnectionException(context, null, null))).isEmpty();
  }

  @Test
  void theTrialSucceedsHere() {
    diagnosis.trials(FilePath.of("a")).forEach(trial -> trial.action().run());
  }
}
