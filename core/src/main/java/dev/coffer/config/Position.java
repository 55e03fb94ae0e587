package dev.coffer.config;

/**
 * Where a layer stands when {@code layers} does not say otherwise, outermost first: this is the way
 * of a call.
 *
 * <p>Layers of one position stand in the order of their names.
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
  REPLICATION
}
