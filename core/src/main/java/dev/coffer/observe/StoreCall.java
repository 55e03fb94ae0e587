package dev.coffer.observe;

import dev.coffer.FilePath;
import java.util.List;

/**
 * An operation that begins.
 *
 * @param operation what is done
 * @param paths what it is done with: of a copy and a move the source and the target, of a delete
 *     every file, else one path
 * @param store the name of the store: {@code file:/var/data}
 */
public record StoreCall(StoreOperation operation, List<FilePath> paths, String store) {}
