package dev.coffer.webhook;

import dev.coffer.event.EventSink;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** The response of a receiver, and its meaning. */
record ReceiverAnswer(int status, Optional<String> retryAfter) {
  /** Returns whether the refusal is about the events; of several it may be about one. */
  private static final Set<Integer> ABOUT_CONTENTS = Set.of(400, 413, 422);

  private static final int GONE = 410;

  EventSink.Result result(Instant now) {
    if (status >= 200 && status < 300) {
      return new EventSink.Delivered();
    }
    String reason = "HTTP " + status;
    if (status == GONE) {
      return new EventSink.Gone(reason);
    }
    Optional<Duration> after = retryAfter.flatMap(value -> delay(value, now));
    return ABOUT_CONTENTS.contains(status)
        ? new EventSink.Declined(reason, after)
        : new EventSink.TryAgain(reason, after);
  }

  /** Parses seconds or a date; returns empty if it is neither. */
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
