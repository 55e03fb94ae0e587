package dev.coffer.agent;

/**
 * A file that holds an event.
 *
 * @param id the number of the event
 * @param path the file
 * @param isContested whether another file has the same number, of a writer that will withdraw it or
 *     was killed before it did
 */
record EventFile(long id, String path, boolean isContested) {}
