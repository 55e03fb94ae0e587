package dev.coffer.spi;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Something that unfinished work has left in a store beside its files.
 *
 * @param what what it is, in a few words: {@code unfinished write}
 * @param place where it lies, as the back end names it; no path of the store
 * @param since when it was last written
 * @param size the bytes that it takes; empty when that is not known or of no account
 */
public record Leftover(String what, String place, Instant since, OptionalLong size) {}
