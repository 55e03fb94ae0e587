package dev.coffer.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What an audit line says of one operation on one path.
 *
 * @param time when the operation was about to give its answer
 * @param actor who; nothing when nobody was named
 * @param operation what was done
 * @param path with what
 * @param target where to, of a copy and a move
 * @param bytes of a read those that its stream gives; of a write, a copy and a move the file's size
 * @param outcome {@code ok}; the kind of the error that the caller was told; {@code unknown} for
 *     one of several files whose deletion failed as a whole, so that it may be gone or not
 * @param etag of the file as it stands then, where that is known
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
