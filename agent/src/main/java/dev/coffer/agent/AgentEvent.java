package dev.coffer.agent;

/**
 * An event of a conversation, as it is stored.
 *
 * @param id its number in the conversation, from 0; it is that of the file, whatever the text says
 * @param json the text of its file: one JSON object
 */
public record AgentEvent(long id, String json) {}
