package dev.coffer.config;

/**
 * One line of what a store is opened with, to be shown to people.
 *
 * @param name the option, or {@code path}
 * @param value its text; {@code ***} for a secret
 * @param source who gave it
 */
public record Setting(String name, String value, Source source) {}
