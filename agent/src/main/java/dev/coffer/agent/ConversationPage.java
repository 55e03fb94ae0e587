package dev.coffer.agent;

import java.util.List;
import java.util.Optional;

/**
 * Some conversations of a search.
 *
 * @param conversations the newest first
 * @param nextPageId by which the search goes on; empty after the last page
 */
public record ConversationPage(
    List<ConversationMetadata> conversations, Optional<String> nextPageId) {
  /**
   * Creates a page.
   *
   * @param conversations the newest first
   * @param nextPageId by which the search goes on; empty after the last page
   */
  public ConversationPage {
    conversations = List.copyOf(conversations);
  }
}
