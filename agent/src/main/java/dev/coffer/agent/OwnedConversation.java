package dev.coffer.agent;

import java.util.Optional;

/**
 * A conversation, and whose directory it is in.
 *
 * @param owner the user; empty for a session that is in no user's directory
 * @param metadata what is known of it
 */
public record OwnedConversation(Optional<String> owner, ConversationMetadata metadata) {}
