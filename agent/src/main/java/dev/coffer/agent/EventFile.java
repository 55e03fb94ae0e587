package dev.coffer.agent;

/**
 * A file that holds an event.
 *
 * @param id the number of the event
 * @param path the file
 */
record EventFile(long id, String path) {}
