package dev.coffer;

/**
 * Where an error happened.
 *
 * @param operation the call that failed, as the interface names it: {@code write}, {@code list}
 * @param path the file or directory that the call was about, as a string, since an invalid path is
 *     no {@link FilePath}; empty if the call was about the whole store
 * @param store the name of the store, without any secret
 */
public record ErrorContext(String operation, String path, String store) {}
