package dev.coffer.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How the deliveries to one receiver stand.
 *
 * @param receiver its name
 * @param pending how many events it has not taken yet
 * @param oldest when the oldest of them happened
 * @param dead how many could not be delivered
 * @param dropped how many were dropped since the log was full
 * @param lastAnswer what came of the last attempt, when it failed; nothing after a delivery
 */
public record ReceiverState(
    String receiver,
    long pending,
    Optional<Instant> oldest,
    long dead,
    long dropped,
    Optional<String> lastAnswer) {
  /** For people: all but the name, and what is there alone. */
  @Override
  public String toString() {
    return "pending "
        + pending
        + oldest.map(time -> " since " + time.truncatedTo(ChronoUnit.SECONDS)).orElse("")
        + ", dead "
        + dead
        + (dropped == 0 ? "" : ", dropped " + dropped)
        + lastAnswer.map(answer -> ", last answer " + answer).orElse("");
  }
}
