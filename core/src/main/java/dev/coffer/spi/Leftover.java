package dev.coffer.spi;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Something that unfinished work has left in a store beside its files.
 *
 * @param what what it is, in a few words: {@code unfinished write}
 * @param place its location as the back end names it, which is not a path of the store
 * @param since when it was last written
 * @param size the bytes that it occupies; empty if unknown or irrelevant
 */
public record Leftover(String what, String place, Instant since, OptionalLong size) {}
