package dev.coffer.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Prints why a case was skipped, one line a case, on standard output. {@link FileStoreContract} has
 * it; other suites can add it with {@code @ExtendWith}. The configuration parameter {@value #QUIET}
 * of JUnit, set to {@code true}, silences it.
 */
public final class SkippedCases implements TestWatcher {
  /** The name of the configuration parameter that silences it. */
  public static final String QUIET = "coffer.testkit.skipped.quiet";

  /** For JUnit. */
  public SkippedCases() {}

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    if (context.getConfigurationParameter(QUIET).filter("true"::equals).isPresent()) {
      return;
    }
    String reason = cause == null ? "no reason given" : cause.getMessage();
    String suite = context.getRequiredTestClass().getSimpleName();
    System.out.println("skipped: " + suite + "." + context.getDisplayName() + ": " + reason);
  }
}
