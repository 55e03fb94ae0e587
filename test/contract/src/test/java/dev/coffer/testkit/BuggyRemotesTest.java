package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.coffer.testkit.RemoteStore.Bug;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract on a bad network catches clients that break it, and says what is wrong. */
@Tag("bulk")
class BuggyRemotesTest {
  @ParameterizedTest
  @CsvSource({
    "GIVES_UP_AT_ONCE, aWriteSurvivesAnyMishap, one mishap was not survived",
    "WAITS_FOR_EVER, aWriteSurvivesAnyMishap, not ended after",
    "REPEATS_WHAT_IS_DONE, aWriteOfAnAbsentFileSurvivesAnyMishap, one mishap was not survived",
    "REPEATS_WHAT_IS_DONE, aDeletionOfAVersionSurvivesAnyMishapOrSaysThatItIsNotKnown, must be a"
        + " ConnectionException",
    "TAKES_SILENCE_FOR_SUCCESS, aDeleteOfAFileOnABrokenNetworkFailsAtomically, the service was"
        + " not asked",
    "REPORTS_A_MISSING_FILE, aListingOnABrokenNetworkFailsAtomically, must be a"
        + " ConnectionException",
    "LEAVES_CONNECTIONS_OPEN, aCopySurvivesAnyMishap, connections after the store was closed"
  })
  void aBugIsCaught(Bug bug, String caughtBy, String message) {
    BuggyRemoteChaos.suspect(bug);
    AtomicReference<TestExecutionResult> outcome = new AtomicReference<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(BuggyRemoteChaos.class, caughtBy))
            .build();
    LauncherFactory.create().execute(request, new Outcome(outcome));
    // On a busy machine the first trial that failed may have been late: any of them may say it.
    assertThat(Objects.requireNonNull(outcome.get()).getThrowable())
        .hasValueSatisfying(e -> assertThat(e).hasStackTraceContaining(message));
  }

  /** Remembers how the one case ended. */
  private record Outcome(AtomicReference<TestExecutionResult> result)
      implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        this.result.set(result);
      }
    }
  }
}
