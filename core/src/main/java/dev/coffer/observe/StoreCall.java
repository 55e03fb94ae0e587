package dev.coffer.observe;

import dev.coffer.FilePath;
import java.util.List;

/**
 * An operation that begins.
 *
 * @param operation the operation
 * @param paths its paths: for a copy and a move the source and the target, for a delete every file,
 *     otherwise one path
 * @param store the name of the store: {@code file:/var/data}
 */
public record StoreCall(StoreOperation operation, List<FilePath> paths, String store) {}
