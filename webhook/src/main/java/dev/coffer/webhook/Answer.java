package dev.coffer.webhook;

import dev.coffer.event.EventSink;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** What a receiver answered, and what that means. */
record Answer(int status, Optional<String> retryAfter) {
  private static final Set<Integer> LATER = Set.of(408, 425, 429);
  private static final int GONE = 410;

  EventSink.Result result(Instant now) {
    if (status >= 200 && status < 300) {
      return new EventSink.Delivered();
    }
    String reason = "HTTP " + status;
    if (status >= 500 || LATER.contains(status)) {
      return new EventSink.TryAgain(reason, retryAfter.flatMap(value -> delay(value, now)));
    }
    return status == GONE ? new EventSink.Gone(reason) : new EventSink.Refused(reason);
  }

  /** Reads seconds or a date; nothing when it is neither. */
  static Optional<Duration> delay(String value, Instant now) {
    String text = value.strip();
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
