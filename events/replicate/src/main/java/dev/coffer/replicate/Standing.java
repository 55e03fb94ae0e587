package dev.coffer.replicate;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * What the epoch file of a store says.
 *
 * @param epoch what the store is
 * @param decider which store decides in this epoch, by the identity of its promotion; empty before
 *     the first one, and in files of earlier versions
 * @param candidate the identity by which this replica is promoted; empty if nobody began to
 */
record Standing(Epoch epoch, String decider, String candidate) {
  /** No promotion makes so many epochs: such a number is damage. */
  private static final long MOST_EPOCHS = 1_000_000_000_000L;

  static Standing of(Epoch epoch) {
    return new Standing(epoch, "", "");
  }

  /** Returns the same for a replica that is about to be promoted; a name helps who reads it. */
  Standing candidateCalled(String name) {
    // What is no plain character would have to be escaped in the file.
    String identity = UUID.randomUUID() + " " + name.replaceAll("[^!-\\[\\]-~]", "?");
    return new Standing(epoch, decider, identity);
  }

  /** Returns what a replica of this primary is; what is known of its promotion stays known. */
  Standing replica(String ownCandidate) {
    return new Standing(epoch.as(EpochRole.REPLICA), decider, ownCandidate);
  }

  /** Returns whether both know who decides, and it is not the same store. */
  boolean followsAnother(Standing other) {
    return !decider.isEmpty() && !other.decider.isEmpty() && !decider.equals(other.decider);
  }

  /** Returns what the operator calls the store that decides. */
  Optional<String> nameOfDecider() {
    return Optional.of(decider.substring(decider.indexOf(' ') + 1)).filter(name -> !name.isEmpty());
  }

  String text() {
    return """
        # Coffer: which store decides; see docs/replication.md
        epoch=%d
        role=%s
        lineage=%s
        """
            .formatted(
                epoch.number(), epoch.role().name().toLowerCase(Locale.ROOT), epoch.lineage())
        + line("decider", decider)
        + line("candidate", candidate);
  }

  private static String line(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + value + "\n";
  }

  /**
   * Reads the text of an epoch file.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Standing parse(String text) {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    String lineage = lines.getProperty("lineage", "");
    if (lineage.isEmpty()) {
      throw new IllegalArgumentException("no lineage");
    }
    EpochRole role = EpochRole.valueOf(lines.getProperty("role", "").toUpperCase(Locale.ROOT));
    return new Standing(
        new Epoch(number(lines.getProperty("epoch", "")), role, lineage),
        lines.getProperty("decider", ""),
        lines.getProperty("candidate", ""));
  }

  private static long number(String text) {
    long number = Long.parseLong(text);
    if (number < 1 || number > MOST_EPOCHS) {
      throw new IllegalArgumentException("no epoch has the number " + number);
    }
    return number;
  }
}
