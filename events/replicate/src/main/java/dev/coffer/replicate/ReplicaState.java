package dev.coffer.replicate;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a replica is behind.
 *
 * @param replica its name, without a path
 * @param pending how many changes it does not have yet
 * @param pendingBytes the sizes of their files in all, as they were when each of them was written
 * @param lag the age of the oldest of them; zero if there are none
 * @param failed how many changes it did not accept; a repair mends them
 * @param lastFailure the reason of the last failed delivery; empty after one that succeeded
 */
public record ReplicaState(
    String replica,
    long pending,
    long pendingBytes,
    Duration lag,
    long failed,
    Optional<String> lastFailure) {}
