package dev.coffer.agent;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of conversations and users lie in a store.
 *
 * <p>Builds paths and does no I/O. An id, of a conversation, an event or a user, is one segment of
 * a path: one that is empty, {@code .} or {@code ..}, has a {@code /}, or is anything else that
 * {@link FilePath} refuses is an {@link InvalidFilePathException}. So no id leads out of its
 * directory. A user that is null or empty is no user.
 *
 * <p>Directories end in {@code /}.
 */
public final class Locations {
  private static final String NO_STORE = "any store";

  private Locations() {}

  /**
   * The directory of a conversation.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code sessions/{sid}/}, or {@code users/{userId}/conversations/{sid}/}
   */
  public static String conversationDir(String sid, @Nullable String userId) {
    String parent = isNone(userId) ? "sessions/" : userRoot(userId) + "conversations/";
    return parent + segment(sid, "conversation") + "/";
  }

  /**
   * The directory of a conversation's events.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code events/} in {@link #conversationDir}
   */
  public static String eventsDir(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "events/";
  }

  /**
   * The file of one event that has a number. The number is not padded, so a listing is in the order
   * of its digits as text.
   *
   * @param sid the conversation
   * @param eventId its number, from 0
   * @param userId the owner of the conversation, if any
   * @return {@code {eventId}.json} in {@link #eventsDir}
   */
  public static String eventFile(String sid, long eventId, @Nullable String userId) {
    if (eventId < 0) {
      throw refused(Long.toString(eventId), "event", "it is negative");
    }
    return eventFile(sid, Long.toString(eventId), userId);
  }

  /**
   * The file of one event.
   *
   * @param sid the conversation
   * @param eventId its id
   * @param userId the owner of the conversation, if any
   * @return {@code {eventId}.json} in {@link #eventsDir}
   */
  public static String eventFile(String sid, String eventId, @Nullable String userId) {
    String name = segment(segment(eventId, "event") + ".json", "event");
    return eventsDir(sid, userId) + name;
  }

  /**
   * The directory of a user.
   *
   * @param userId the user, if any
   * @return {@code users/{userId}/}, or empty, which is the root of the store
   */
  public static String userRoot(@Nullable String userId) {
    return isNone(userId) ? "" : "users/" + segment(userId, "user") + "/";
  }

  /** Refuses a user who is none. */
  static String requireUser(@Nullable String userId) {
    return segment(userId, "user");
  }

  /**
   * The settings of a user.
   *
   * @param userId the user, if any
   * @return {@code settings.json} in {@link #userRoot}
   */
  public static String settingsFile(@Nullable String userId) {
    return userRoot(userId) + "settings.json";
  }

  /**
   * The secrets of a user.
   *
   * @param userId the user, if any
   * @return {@code secrets.json} in {@link #userRoot}
   */
  public static String secretsFile(@Nullable String userId) {
    return userRoot(userId) + "secrets.json";
  }

  /**
   * What is known of a conversation.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code metadata.json} in {@link #conversationDir}
   */
  public static String metadataFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "metadata.json";
  }

  /**
   * What a conversation was started with.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code init.json} in {@link #conversationDir}
   */
  public static String initFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "init.json";
  }

  /**
   * The state of a conversation's agent, bytes that Coffer never reads as anything else.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code agent_state.pkl} in {@link #conversationDir}
   */
  public static String agentStateFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "agent_state.pkl";
  }

  /**
   * The language models of a conversation.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code llm_registry.json} in {@link #conversationDir}
   */
  public static String llmRegistryFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "llm_registry.json";
  }

  /**
   * The statistics of a conversation, bytes that Coffer never reads as anything else.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code conversation_stats.pkl} in {@link #conversationDir}
   */
  public static String statsFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "conversation_stats.pkl";
  }

  /**
   * The experiment that a conversation belongs to.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code exp_config.json} in {@link #conversationDir}
   */
  public static String experimentConfigFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "exp_config.json";
  }

  private static boolean isNone(@Nullable String userId) {
    return userId == null || userId.isEmpty();
  }

  /** An id that is one segment as it stands: normalising must neither shorten nor split it. */
  private static String segment(@Nullable String id, String of) {
    if (id == null) {
      throw refused("", of, "it is null");
    }
    if (id.isEmpty() || id.equals(".") || id.indexOf('/') >= 0) {
      throw refused(id, of, "it is empty, '.', or has a '/'");
    }
    return FilePath.of(id).toString();
  }

  private static InvalidFilePathException refused(String id, String of, String reason) {
    return new InvalidFilePathException(
        new ErrorContext("locate", id, NO_STORE),
        "the id of the " + of + " is no name: " + reason,
        null);
  }
}
