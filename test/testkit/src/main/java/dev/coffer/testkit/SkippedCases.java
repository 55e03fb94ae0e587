package dev.coffer.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Prints the reason for each skipped case on a line of standard output. {@link FileStoreContract}
 * uses it; other suites can add it with {@code @ExtendWith}. Set the JUnit configuration parameter
 * {@value #QUIET} to {@code true} to silence it.
 */
public final class SkippedCases implements TestWatcher {
  /** The name of the configuration parameter that silences it. */
  public static final String QUIET = "coffer.testkit.skipped.quiet";

  /** Creates the extension; called by JUnit. */
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
