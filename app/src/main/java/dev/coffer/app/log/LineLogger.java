package dev.coffer.app.log;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Prints what somebody should act on, warnings and errors, a line each. An error is told by the
 * messages of its chain; its trace stands below only when {@code COFFER_DEBUG} is set.
 */
final class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private static final String DEBUG = "COFFER_DEBUG";

  /** A command says itself what of its operations failed. */
  private static final String OF_OPERATIONS = "dev.coffer.observe";

  private final transient PrintStream out;
  private final boolean silent;
  private final boolean traces;

  LineLogger(String name, PrintStream out, Map<String, String> env) {
    this.name = name;
    this.out = out;
    this.silent = name.startsWith(OF_OPERATIONS);
    this.traces = !env.getOrDefault(DEBUG, "").isEmpty();
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return !silent;
  }

  @Override
  public boolean isErrorEnabled() {
    return !silent;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    out.println(ErrorChain.line(level + " " + text + (error == null ? "" : ErrorChain.of(error))));
    if (error != null && traces) {
      error.printStackTrace(out);
    }
  }
}
