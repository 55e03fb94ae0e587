package dev.coffer;

/**
 * A directory in a listing. It exists through the files below it and consists of its path alone.
 *
 * @param path its full path in the store
 */
public record Directory(FilePath path) implements Entry {}
