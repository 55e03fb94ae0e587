package dev.coffer.agent;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times as Python's {@code isoformat} writes them. */
final class LocalTimes {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private LocalTimes() {}

  /** Returns a time with six digits of a second, or with none if they are 0. */
  static String text(LocalDateTime time) {
    int micros = time.get(ChronoField.MICRO_OF_SECOND);
    String seconds = SECONDS.format(time);
    return micros == 0 ? seconds : seconds + String.format(Locale.ROOT, ".%06d", micros);
  }
}
