package dev.coffer.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract on a suspect, and collects the names of the cases that failed. */
final class FailedCases implements TestExecutionListener {
  private final Set<String> names = new ConcurrentSkipListSet<>();

  private FailedCases() {}

  static Set<String> of(List<? extends DiscoverySelector> cases) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(cases)
            .configurationParameter(SkippedCases.QUIET, "true")
            .build();
    FailedCases failed = new FailedCases();
    LauncherFactory.create().execute(request, failed); // several may run at the same time
    return failed.names;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      names.add(test.getDisplayName().replaceAll("\\(.*", ""));
    }
  }
}
