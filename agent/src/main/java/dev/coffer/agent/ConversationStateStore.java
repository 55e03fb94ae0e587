package dev.coffer.agent;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of a conversation of the second generation, in the file {@code base_state.json} beside
 * its {@linkplain EventLog#v1 events}.
 *
 * <pre>{@code
 * ConversationStateStore state = ConversationStateStore.v1(store, "conversations/0123abcd");
 * state.update(now -> now.with("max_iterations", "200"));
 * }</pre>
 *
 * <p>Safe for use by several threads and processes. The existing server keeps the file in memory
 * and writes it without a condition: while it runs, it neither sees a change nor keeps it.
 */
public final class ConversationStateStore {
  private static final String NAME = "base_state.json";

  private final UserDocument<Optional<ConversationState>> document;

  private ConversationStateStore(FileStore store, String path) {
    this.document =
        new UserDocument<>(
            store,
            new Sealing(Optional.empty(), path, store.name()),
            Optional.empty(),
            json -> Optional.of(ConversationState.parse(json)),
            state -> state.orElse(ConversationState.EMPTY).toJson());
  }

  /**
   * Returns the state of a conversation. Nothing is read or created yet.
   *
   * @param store the store that holds the conversation
   * @param directory the directory of the conversation
   * @return the state
   * @throws dev.coffer.InvalidFilePathException if the directory cannot be a path
   */
  public static ConversationStateStore v1(FileStore store, String directory) {
    return new ConversationStateStore(store, FilePath.of(directory + "/" + NAME).toString());
  }

  /**
   * Reads the state.
   *
   * @return empty if the file does not exist
   * @throws dev.coffer.CorruptFileException if the file is no JSON object. It is read again first,
   *     up to three times, since Python writes in place
   * @throws dev.coffer.NotTextException if the file is not UTF-8
   */
  public Optional<ConversationState> load() {
    return document.load();
  }

  /**
   * Changes the state. No change of another thread or process that uses this method is lost: if one
   * came first, the change is made again on what it left.
   *
   * @param change makes the new state of the present one, which is {@link ConversationState#EMPTY}
   *     if the file does not exist. It may be called several times
   * @return the state as it was written
   * @throws dev.coffer.ConflictException if the path is a directory
   * @throws dev.coffer.FileStoreException as from {@link #load}; then nothing is changed
   */
  public ConversationState update(UnaryOperator<ConversationState> change) {
    return document
        .update(present -> Optional.of(change.apply(present.orElse(ConversationState.EMPTY))))
        .orElseThrow();
  }

  /** Shows the path and nothing of the state. */
  @Override
  public String toString() {
    return "ConversationStateStore[" + document.sealing().path() + "]";
  }
}
