package dev.coffer.app;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** The option that names a moment of the past. */
final class AtTime {
  static final VerbOption OPTION =
      new VerbOption(
          "--at", "TIME", "As it was then: '2h ago', 'yesterday 10:00', 2026-11-29T10:00.");

  /** What the help of such a verb says. */
  static final String NOTES =
      """
      TIME is 30 minutes ago, 2h ago, yesterday, yesterday 10:00, monday 9:30, 10:00, 2026-11-29,
      2026-11-29T10:00 or 2026-11-29T10:00:30+01:00. A day without a time is its beginning, and what
      has no offset is of the local zone. The store must keep versions: versioning=on.
      """;

  private AtTime() {}

  static boolean isGiven(ParsedArguments words) {
    return words.has(OPTION);
  }

  static Optional<Instant> of(ParsedArguments words) {
    return Optional.ofNullable(words.value(OPTION))
        .map(text -> Moment.parse(text, Clock.system(ZoneId.systemDefault())));
  }
}
