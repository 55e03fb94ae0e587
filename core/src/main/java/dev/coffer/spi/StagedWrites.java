package dev.coffer.spi;

import dev.coffer.WriteOptions;

/**
 * A feature of a store that has the content of a file complete before the file appears, and then
 * does what {@link WriteOptions#beforePublication} names. So what must come before a change, such
 * as a record of it on another disk, takes its time beside the transfer and the sync of the content
 * and not before them.
 *
 * <p>A layer passes it on only if it writes with the options that it was given.
 */
public interface StagedWrites {}
