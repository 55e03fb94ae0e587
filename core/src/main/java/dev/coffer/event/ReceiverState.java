package dev.coffer.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The state of the deliveries to one receiver.
 *
 * @param receiver its name
 * @param pending how many events it has not taken yet
 * @param pendingBytes the sizes of their files in all, as they were when each of them was written
 * @param oldest when the oldest of them happened
 * @param dead how many could not be delivered
 * @param dropped how many were dropped because the log was full
 * @param lastAnswer the result of the last attempt if it failed; empty after a delivery
 */
public record ReceiverState(
    String receiver,
    long pending,
    long pendingBytes,
    Optional<Instant> oldest,
    long dead,
    long dropped,
    Optional<String> lastAnswer) {
  /**
   * Returns a description for people, without the name; absent values, no bytes and no drops are
   * left out.
   */
  @Override
  public String toString() {
    return "pending "
        + pending
        + (pendingBytes == 0 ? "" : " (" + pendingBytes + " bytes)")
        + oldest.map(time -> " since " + time.truncatedTo(ChronoUnit.SECONDS)).orElse("")
        + ", dead "
        + dead
        + (dropped == 0 ? "" : ", dropped " + dropped)
        + lastAnswer.map(answer -> ", last answer " + answer).orElse("");
  }
}
