package dev.coffer.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The position of a layer unless the option {@code layers} sets another order. Positions are listed
 * outermost first, the order in which a call passes them.
 *
 * <p>Layers of the same position are ordered by their names. The option {@code layers} may set
 * another order, as long as scoped is the outermost, observed and events are outside of what
 * follows them here, and versioning is outside of retry and compression.
 */
public enum Position {
  /** Keeps its users inside one directory. */
  SCOPED,
  /** Observes what users do: log, metrics, traces, audit. */
  OBSERVED,
  /** Announces each change that was made. */
  EVENTS,
  /** Answers reads without calling the store below. */
  CACHE,
  /** Keeps what a change replaces. */
  VERSIONING,
  /**
   * Sets a time limit for calls and repeats them; below everything that must happen once per call.
   */
  RETRY,
  /** Changes how a file's bytes are stored. */
  COMPRESSION,
  /** Calls several stores instead of one. */
  REPLICATION;

  /**
   * Returns why a layer at this position must be outside of one at the other; empty if the order is
   * free.
   */
  Optional<String> outsideOf(Position other) {
    return Optional.ofNullable(
        switch (this) {
          case SCOPED ->
              other == SCOPED
                  ? null
                  : "what is around it would see other paths than the store's users";
          case OBSERVED ->
              other.isOfUsers() ? null : "it reports what users do, not what layers make of it";
          case EVENTS ->
              other.isOfUsers()
                  ? null
                  : "it announces what users change, not what layers write for themselves";
          case VERSIONING -> keepsOutsideOf(other);
          default -> null;
        });
  }

  private static @Nullable String keepsOutsideOf(Position other) {
    return switch (other) {
      case RETRY -> "each attempt of a write would keep a version";
      case COMPRESSION -> "versions are read as they were written, not as they are stored";
      default -> null;
    };
  }

  /** Returns whether a layer at this position sees calls as users make them. */
  private boolean isOfUsers() {
    return compareTo(EVENTS) <= 0;
  }
}
