package dev.coffer.observe;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The logging of this module's tests. Warnings go to the standard error; when a test asks for it,
 * the lines of one level and above are kept instead.
 */
public final class KeptLogs implements SLF4JServiceProvider {
  private static final List<LoggingEvent> EVENTS = new CopyOnWriteArrayList<>();
  private static volatile @Nullable Level level;

  private final ConcurrentMap<String, KeptLogger> loggers = new ConcurrentHashMap<>();
  private final BasicMarkerFactory markers = new BasicMarkerFactory();
  private final BasicMDCAdapter mdc = new BasicMDCAdapter();

  /** For the service loader. */
  public KeptLogs() {}

  /** Forgets what was kept and keeps from now on; null for warnings on the standard error. */
  public static void keep(@Nullable Level from) {
    EVENTS.clear();
    level = from;
  }

  /** What was kept so far. */
  public static List<LoggingEvent> events() {
    return EVENTS;
  }

  /** A line as text: key=value and the message. */
  public static String text(LoggingEvent event) {
    StringBuilder line = new StringBuilder(event.getLevel().toString());
    if (event.getKeyValuePairs() != null) {
      event
          .getKeyValuePairs()
          .forEach(pair -> line.append(' ').append(pair.key).append('=').append(pair.value));
    }
    return line + " | " + event.getMessage();
  }

  @Override
  public void initialize() {}

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, KeptLogger::new);
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  /** One that keeps what it gets. */
  private static final class KeptLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1L;

    KeptLogger(String name) {
      this.name = name;
    }

    private static boolean keeps(Level of) {
      Level from = level;
      return of.toInt() >= (from == null ? Level.WARN : from).toInt();
    }

    @Override
    public void log(LoggingEvent event) {
      if (level != null) {
        EVENTS.add(event);
        return;
      }
      System.err.println(text(event));
      if (event.getThrowable() != null) {
        event.getThrowable().printStackTrace();
      }
    }

    @Override
    public boolean isTraceEnabled() {
      return keeps(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
      return keeps(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
      return keeps(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
      return keeps(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
      return keeps(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level of,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable cause) {
      atLevel(of).setCause(cause).log(MessageFormatter.basicArrayFormat(message, arguments));
    }
  }
}
