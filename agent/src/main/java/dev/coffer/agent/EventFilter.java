package dev.coffer.agent;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a search returns: those for which every condition holds. {@link #ALL} has none; each
 * method returns a filter with one more.
 *
 * <pre>{@code
 * EventFilter commands = EventFilter.ALL.types("action:run").source("agent").visible();
 * }</pre>
 *
 * @param types the types of which an event is one; empty for any
 * @param otherTypes the types of which an event is none
 * @param source the source of the event
 * @param start the first time, compared as text; an event without a time passes
 * @param end the last time, compared as text; an event without a time passes
 * @param visibleOnly whether hidden events are left out
 * @param query a text that the event contains
 */
public record EventFilter(
    Set<String> types,
    Set<String> otherTypes,
    Optional<String> source,
    Optional<String> start,
    Optional<String> end,
    boolean visibleOnly,
    Optional<String> query) {
  private static final Optional<String> ANY = Optional.empty();

  /** Every event. */
  public static final EventFilter ALL =
      new EventFilter(Set.of(), Set.of(), ANY, ANY, ANY, false, ANY);

  /**
   * Creates a filter with all conditions.
   *
   * @param types the types of which an event is one; empty for any
   * @param otherTypes the types of which an event is none
   * @param source the source of the event
   * @param start the first time, compared as text
   * @param end the last time, compared as text
   * @param visibleOnly whether hidden events are left out
   * @param query a text that the event contains
   */
  public EventFilter {
    types = Set.copyOf(types);
    otherTypes = Set.copyOf(otherTypes);
  }

  /**
   * Keeps events of some types.
   *
   * @param names the value of {@code action}, {@code observation} or {@code kind}, such as {@code
   *     message}; or with the key, such as {@code action:run}
   * @return the filter
   */
  public EventFilter types(String... names) {
    return new EventFilter(Set.of(names), otherTypes, source, start, end, visibleOnly, query);
  }

  /**
   * Leaves out events of some types.
   *
   * @param names as for {@link #types(String...)}
   * @return the filter
   */
  public EventFilter withoutTypes(String... names) {
    return new EventFilter(types, Set.of(names), source, start, end, visibleOnly, query);
  }

  /**
   * Keeps events of one source.
   *
   * @param name {@code agent}, {@code user} or {@code environment}
   * @return the filter
   */
  public EventFilter source(String name) {
    return new EventFilter(types, otherTypes, Optional.of(name), start, end, visibleOnly, query);
  }

  /**
   * Keeps events from a time on. Times are compared as text, since events have local times without
   * a zone.
   *
   * @param time such as {@code 2026-11-30T04:39:20}
   * @return the filter
   */
  public EventFilter since(String time) {
    return new EventFilter(types, otherTypes, source, Optional.of(time), end, visibleOnly, query);
  }

  /**
   * Keeps events up to a time, inclusive, compared as text.
   *
   * @param time such as {@code 2026-11-30T04:39:20}
   * @return the filter
   */
  public EventFilter until(String time) {
    return new EventFilter(types, otherTypes, source, start, Optional.of(time), visibleOnly, query);
  }

  /**
   * Leaves out events that are marked as hidden.
   *
   * @return the filter
   */
  public EventFilter visible() {
    return new EventFilter(types, otherTypes, source, start, end, true, query);
  }

  /**
   * Keeps events that contain a text. It is searched in the JSON of the event as Python writes it,
   * with a blank after each comma and colon, without regard to the case of ASCII letters. So it may
   * contain keys, and {@code "} within a string is {@code \"}.
   *
   * @param text what to find; characters that are not ASCII may be given as they are
   * @return the filter
   */
  public EventFilter query(String text) {
    return new EventFilter(types, otherTypes, source, start, end, visibleOnly, Optional.of(text));
  }

  /** Returns whether an event meets all conditions. */
  boolean matches(String json) {
    if (equals(ALL)) {
      return true;
    }
    EventHead head = EventHead.read(json);
    return (types.isEmpty() || types.stream().anyMatch(head::isOf))
        && otherTypes.stream().noneMatch(head::isOf)
        && (source.isEmpty() || source.equals(head.source()))
        && head.timestamp().map(this::isInTime).orElse(true)
        && !(visibleOnly && head.isHidden())
        && query.map(text -> contains(json, text)).orElse(true);
  }

  private boolean isInTime(String time) {
    return start.map(first -> time.compareTo(first) >= 0).orElse(true)
        && end.map(last -> time.compareTo(last) <= 0).orElse(true);
  }

  private static boolean contains(String json, String text) {
    String dumped = JsonForm.SPACED.write(JsonDocument.parse(json));
    return dumped.toLowerCase(Locale.ROOT).contains(escaped(text).toLowerCase(Locale.ROOT));
  }

  private static String escaped(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        JsonForm.unit(ascii, c);
      } else {
        ascii.append(c);
      }
    }
    return ascii.toString();
  }
}
