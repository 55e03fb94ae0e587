package dev.coffer.agent;

import dev.coffer.ConflictException;
import dev.coffer.CopyOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The single files of a conversation beside its events and metadata.
 *
 * <p>The state of the agent and the statistics are pickles of Python in Base64. They are bytes
 * here: kept and copied, and never interpreted.
 */
public final class ConversationFiles {
  private static final String CONFIG = "config";

  private final FileStore files;
  private final String sid;
  private final @Nullable String userId;

  private ConversationFiles(FileStore files, String sid, @Nullable String userId) {
    this.files = files;
    this.sid = sid;
    this.userId = userId;
  }

  /**
   * Returns the files of a conversation.
   *
   * @param store the store that holds the files of all users
   * @param sid the conversation
   * @param userId its owner; null or empty for none
   * @return the files; no request is made
   * @throws dev.coffer.InvalidFilePathException if an id cannot be the name of a directory
   */
  public static ConversationFiles of(FileStore store, String sid, @Nullable String userId) {
    Locations.conversationDir(sid, userId);
    return new ConversationFiles(UserFileStore.of(store, userId), sid, userId);
  }

  /**
   * Returns the state of the agent, of the owner's conversation or, as long as that has none, of
   * the conversation without an owner, where earlier versions of the existing server kept it.
   *
   * @return empty if there is none
   */
  public Optional<byte[]> agentState() {
    Optional<byte[]> own = OptionalFile.bytes(files, Locations.agentStateFile(sid, userId));
    return own.isPresent() ? own : OptionalFile.bytes(files, Locations.agentStateFile(sid, null));
  }

  /**
   * Stores the state of the agent, and then deletes the one of the conversation without an owner.
   *
   * @param state the Base64 of a pickle
   */
  public void saveAgentState(byte[] state) {
    String path = Locations.agentStateFile(sid, userId);
    files.write(path, state);
    String earlier = Locations.agentStateFile(sid, null);
    if (!earlier.equals(path)) {
      files.deleteFile(earlier);
    }
  }

  /**
   * Returns the statistics of the conversation.
   *
   * @return empty if there are none
   */
  public Optional<byte[]> statistics() {
    return OptionalFile.bytes(files, Locations.statsFile(sid, userId));
  }

  /**
   * Stores the statistics of the conversation.
   *
   * @param statistics the Base64 of a pickle
   */
  public void saveStatistics(byte[] statistics) {
    files.write(Locations.statsFile(sid, userId), statistics);
  }

  /**
   * Copies the state of the agent and the statistics to another conversation, as far as they exist,
   * without reading them.
   *
   * @param target the other conversation, in the same store
   */
  public void copyTo(ConversationFiles target) {
    boolean copied =
        copy(
            Locations.agentStateFile(sid, userId),
            Locations.agentStateFile(target.sid, target.userId));
    if (!copied) {
      copy(
          Locations.agentStateFile(sid, null), Locations.agentStateFile(target.sid, target.userId));
    }
    copy(Locations.statsFile(sid, userId), Locations.statsFile(target.sid, target.userId));
  }

  private boolean copy(String from, String to) {
    if (!files.exists(from)) {
      return false;
    }
    try {
      files.copy(FilePath.of(from), FilePath.of(to), CopyOptions.DEFAULTS);
      return true;
    } catch (NotFoundException e) {
      return false; // It was deleted since.
    }
  }

  /**
   * Returns the list of tasks of the agent.
   *
   * @return text in Markdown; empty if there is none
   * @throws dev.coffer.NotTextException if the file is not UTF-8
   */
  public Optional<String> tasks() {
    return OptionalFile.text(files, Locations.tasksFile(sid, userId));
  }

  /**
   * Stores the list of tasks of the agent.
   *
   * @param markdown the whole list
   */
  public void saveTasks(String markdown) {
    files.write(Locations.tasksFile(sid, userId), markdown);
  }

  /**
   * Returns the experiment of the conversation.
   *
   * @return the values by name; empty if there is no file or no experiment in it
   * @throws dev.coffer.CorruptFileException if the file has another form
   */
  public Optional<Map<String, String>> experiment() {
    return JsonFile.find(files, Locations.experimentConfigFile(sid, userId), this::experiment)
        .flatMap(JsonFile::value);
  }

  private Optional<Map<String, String>> experiment(String json) {
    JsonValue.Fields file = JsonDocument.parseObject(json);
    Optional<JsonValue> config = file.find(CONFIG);
    if (config.isPresent() && file.fields(CONFIG).isEmpty()) {
      throw new IllegalArgumentException("'" + CONFIG + "' is no object");
    }
    return file.fields(CONFIG).map(ConversationFiles::texts);
  }

  private static Map<String, String> texts(JsonValue.Fields fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : fields.values().keySet()) {
      String text =
          fields
              .text(name)
              .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no string"));
      texts.put(name, text);
    }
    return texts;
  }

  /**
   * Stores the experiment of the conversation, once: the first one stays.
   *
   * @param values the values by name; empty for no experiment
   * @return false if there was one; then nothing is changed
   */
  public boolean createExperiment(Optional<Map<String, String>> values) {
    JsonValue config = values.map(ConversationFiles::fields).orElse(JsonValue.Word.NULL);
    JsonValue file = new JsonValue.Fields(Map.of(CONFIG, config));
    String path = Locations.experimentConfigFile(sid, userId);
    try {
      files.write(path, JsonForm.SPACED.write(file), WriteOptions.DEFAULTS.ifAbsent());
      return true;
    } catch (ConflictException e) {
      if (files.exists(path)) {
        return false;
      }
      throw e;
    }
  }

  private static JsonValue fields(Map<String, String> values) {
    Map<String, JsonValue> texts = new LinkedHashMap<>();
    values.forEach((name, text) -> texts.put(name, JsonValue.of(text)));
    return new JsonValue.Fields(texts);
  }

  /** Shows the directory of the conversation. */
  @Override
  public String toString() {
    return "ConversationFiles[" + Locations.conversationDir(sid, userId) + "]";
  }
}
