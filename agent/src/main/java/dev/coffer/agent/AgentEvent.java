package dev.coffer.agent;

/**
 * An event of a conversation, as it is stored.
 *
 * @param id its number in the conversation, from 0; it is that of the file, whatever the text says
 * @param json the text of its file: one JSON object
 */
public record AgentEvent(long id, String json) {
  /** Returns the id and the length of the text, and nothing of the text, which may be a secret. */
  @Override
  public String toString() {
    return "AgentEvent[id=" + id + ", " + json.length() + " characters]";
  }
}
