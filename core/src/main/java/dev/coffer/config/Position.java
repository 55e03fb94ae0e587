package dev.coffer.config;

import java.util.Optional;

/**
 * Where a layer stands when {@code layers} does not say otherwise, outermost first: this is the way
 * of a call.
 *
 * <p>Layers of one position stand in the order of their names. The option {@code layers} may give
 * another order, as long as scoped is the outermost, observed and events are outside of what
 * follows them here, and versioning is outside of retry.
 */
public enum Position {
  /** Keeps its users inside one directory. */
  SCOPED,
  /** Sees what users do: log, metrics, traces, audit. */
  OBSERVED,
  /** Announces each change that was made. */
  EVENTS,
  /** Answers reads without asking what is below. */
  CACHE,
  /** Keeps what a change replaces. */
  VERSIONING,
  /** Gives calls a time limit and repeats them; below what must happen once a call. */
  RETRY,
  /** Changes how a file's bytes are stored. */
  COMPRESSION,
  /** Calls several stores in place of one. */
  REPLICATION;

  /** Why a layer here must stand outside of one there; empty if the order is free. */
  Optional<String> outsideOf(Position other) {
    return Optional.ofNullable(
        switch (this) {
          case SCOPED ->
              other == SCOPED ? null : "what is around it would take other paths for the store's";
          case OBSERVED ->
              other.isOfUsers() ? null : "it tells of what users do, not of what layers make of it";
          case EVENTS ->
              other.isOfUsers()
                  ? null
                  : "it announces what users change, not what layers write for themselves";
          case VERSIONING -> other == RETRY ? "each attempt of a write would keep a version" : null;
          default -> null;
        });
  }

  /** Whether a layer there knows calls as users make them. */
  private boolean isOfUsers() {
    return compareTo(EVENTS) <= 0;
  }
}
