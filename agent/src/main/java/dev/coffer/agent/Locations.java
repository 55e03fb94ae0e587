package dev.coffer.agent;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import org.jspecify.annotations.Nullable;

/**
 * Builds the paths of the files of conversations and users in a store.
 *
 * <p>This class does no I/O. The id of a conversation, an event or a user is one segment of a path:
 * an id that is empty, {@code .} or {@code ..}, contains a {@code /}, or is otherwise refused by
 * {@link FilePath}, causes an {@link InvalidFilePathException}. So no id leads out of its
 * directory. A user id that is null or empty means no user.
 *
 * <p>Paths of directories end in {@code /}.
 */
public final class Locations {
  private static final String NO_STORE = "any store";

  private Locations() {}

  /**
   * Returns the directory of a conversation.
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
   * Returns the directory of a conversation's events.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code events/} in {@link #conversationDir}
   */
  public static String eventsDir(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "events/";
  }

  /**
   * Returns the file of one event with a number. The number is not padded, so a listing is in the
   * order of its digits as text.
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
   * Returns the file of one event.
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
   * Returns the directory of a user.
   *
   * @param userId the user, if any
   * @return {@code users/{userId}/}, or empty, which is the root of the store
   */
  public static String userRoot(@Nullable String userId) {
    return isNone(userId) ? "" : "users/" + segment(userId, "user") + "/";
  }

  /** Refuses a user id that is null or empty. */
  static String requireUser(@Nullable String userId) {
    return segment(userId, "user");
  }

  /**
   * Returns the file with the settings of a user.
   *
   * @param userId the user, if any
   * @return {@code settings.json} in {@link #userRoot}
   */
  public static String settingsFile(@Nullable String userId) {
    return userRoot(userId) + "settings.json";
  }

  /**
   * Returns the file with the secrets of a user.
   *
   * @param userId the user, if any
   * @return {@code secrets.json} in {@link #userRoot}
   */
  public static String secretsFile(@Nullable String userId) {
    return userRoot(userId) + "secrets.json";
  }

  /**
   * Returns the directory of what the runtimes of all conversations of a user produced.
   *
   * @param userId the user, if any
   * @return {@code artifacts/} in {@link #userRoot}
   */
  public static String artifactsRoot(@Nullable String userId) {
    return userRoot(userId) + "artifacts/";
  }

  /**
   * Returns the directory of what the runtime of a conversation produced.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code {sid}/} in {@link #artifactsRoot}
   */
  public static String artifactsDir(String sid, @Nullable String userId) {
    return artifactsRoot(userId) + segment(sid, "conversation") + "/";
  }

  /**
   * Returns the file with the metadata of a conversation.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code metadata.json} in {@link #conversationDir}
   */
  public static String metadataFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "metadata.json";
  }

  /**
   * Returns the file with the initial data of a conversation.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code init.json} in {@link #conversationDir}
   */
  public static String initFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "init.json";
  }

  /**
   * Returns the file with the state of a conversation's agent, which Coffer never interprets.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code agent_state.pkl} in {@link #conversationDir}
   */
  public static String agentStateFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "agent_state.pkl";
  }

  /**
   * Returns the file with the tasks of a conversation's agent.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code TASKS.md} in {@link #conversationDir}
   */
  public static String tasksFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "TASKS.md";
  }

  /**
   * Returns the file with the language models of a conversation.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code llm_registry.json} in {@link #conversationDir}
   */
  public static String llmRegistryFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "llm_registry.json";
  }

  /**
   * Returns the file with the statistics of a conversation, which Coffer never interprets.
   *
   * @param sid the conversation
   * @param userId its owner, if any
   * @return {@code conversation_stats.pkl} in {@link #conversationDir}
   */
  public static String statsFile(String sid, @Nullable String userId) {
    return conversationDir(sid, userId) + "conversation_stats.pkl";
  }

  /**
   * Returns the file with the experiment of a conversation.
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

  /** Returns an id that is exactly one segment: normalising must neither shorten nor split it. */
  private static String segment(@Nullable String id, String of) {
    if (id == null) {
      throw refused("", of, "it is null");
    }
    if (id.isEmpty() || id.equals(".") || id.indexOf('/') >= 0) {
      throw refused(id, of, "it is empty, '.', or contains a '/'");
    }
    return FilePath.of(id).toString();
  }

  private static InvalidFilePathException refused(String id, String of, String reason) {
    return new InvalidFilePathException(
        new ErrorContext("locate", id, NO_STORE),
        "the id of the " + of + " is not a valid name: " + reason,
        null);
  }
}
