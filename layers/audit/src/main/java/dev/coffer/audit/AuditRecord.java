package dev.coffer.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * The content of an audit line: one operation on one path.
 *
 * @param time when the operation was about to return its result
 * @param actor who made the call; empty if no actor was named
 * @param operation the operation
 * @param path the path of the operation
 * @param target the target of a copy or a move
 * @param bytes for a read, the bytes that its stream returns; for a write, a copy or a move, the
 *     size of the file
 * @param outcome {@code ok}; the kind of the error that the caller received; {@code unknown} for
 *     one of several files whose deletion failed as a whole, so that it may or may not be deleted
 * @param etag the etag of the file after the operation, if known
 */
public record AuditRecord(
    Instant time,
    Optional<String> actor,
    String operation,
    String path,
    Optional<String> target,
    long bytes,
    String outcome,
    Optional<String> etag) {}
