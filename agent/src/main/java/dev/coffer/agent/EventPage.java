package dev.coffer.agent;

import java.util.List;

/**
 * Some events of a search.
 *
 * @param events in the order of the search
 * @param hasMore whether the search would return more after them
 */
public record EventPage(List<AgentEvent> events, boolean hasMore) {
  /**
   * Creates a page.
   *
   * @param events in the order of the search
   * @param hasMore whether the search would return more after them
   */
  public EventPage {
    events = List.copyOf(events);
  }
}
