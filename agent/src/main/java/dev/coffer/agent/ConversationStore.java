package dev.coffer.agent;

import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata of conversations, one file {@code metadata.json} each, as the existing server writes
 * and reads them.
 *
 * <pre>{@code
 * ConversationStore conversations = ConversationStore.of(store);
 * conversations.save(ConversationMetadata.of("c1").title("Hello").userId("ada"));
 * ConversationPage newest = conversations.search(null, 20);
 * }</pre>
 *
 * <p>A file that is no metadata is a {@link CorruptFileException} that names it, and never "not
 * found". It is read again first, up to three times, since Python writes in place.
 *
 * <p>It has no resources: it is not closed, and the store is not closed with it. It is safe for use
 * by many threads.
 */
public final class ConversationStore {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationStore.class);

  private final FileStore store;
  private final @Nullable String userId;

  /** What the latest search left out, which the next one need not say again. */
  private final AtomicReference<String> leftOut = new AtomicReference<>("");

  private ConversationStore(FileStore store, @Nullable String userId) {
    this.store = store;
    this.userId = userId;
  }

  /**
   * Returns the conversations in {@code sessions/}, where the existing server has those of all
   * users.
   *
   * @param store the store that holds the files of all users
   * @return the conversations
   */
  public static ConversationStore of(FileStore store) {
    return new ConversationStore(store, null);
  }

  /**
   * Returns the conversations in {@code users/{userId}/conversations/}. The user is the actor of
   * each call, as of {@link Users#of}.
   *
   * @param store the store that holds the files of all users
   * @param userId the user; null or empty for {@code sessions/}
   * @return the conversations
   * @throws dev.coffer.InvalidFilePathException if the id cannot be the name of a directory
   */
  public static ConversationStore of(FileStore store, @Nullable String userId) {
    boolean isNobody = Locations.userRoot(userId).isEmpty();
    return new ConversationStore(UserFileStore.of(store, userId), isNobody ? null : userId);
  }

  private String path(String conversationId) {
    return Locations.metadataFile(conversationId, userId);
  }

  /**
   * Writes the metadata of a conversation. The last writer wins; {@link #update} loses nothing.
   *
   * @param metadata says which conversation
   * @throws dev.coffer.InvalidFilePathException if its id cannot be the name of a directory
   */
  public void save(ConversationMetadata metadata) {
    store.write(path(metadata.conversationId()), metadata.toJson());
  }

  /**
   * Reads the metadata of a conversation.
   *
   * @param conversationId the conversation
   * @return the metadata
   * @throws NotFoundException if there is no such file, or if it has no {@code created_at} at all,
   *     as those of old conversations
   * @throws CorruptFileException if it is no metadata
   */
  public ConversationMetadata get(String conversationId) {
    return find(conversationId).orElseThrow(() -> missing(conversationId)).value();
  }

  private Optional<JsonFile<ConversationMetadata>> find(String conversationId) {
    Optional<JsonFile<Optional<ConversationMetadata>>> file =
        JsonFile.find(store, path(conversationId), ConversationStore::unlessOld);
    return file.flatMap(
        read -> read.value().map(metadata -> new JsonFile<>(read.info(), metadata)));
  }

  /** Makes metadata of a text; empty for a conversation of an old server, which is skipped. */
  static Optional<ConversationMetadata> unlessOld(String json) {
    JsonValue.Fields fields = JsonDocument.parseObject(json);
    return fields.has("created_at")
        ? Optional.of(ConversationMetadata.of(fields))
        : Optional.empty();
  }

  private NotFoundException missing(String conversationId) {
    return new NotFoundException(
        JsonFile.context(store, path(conversationId)),
        "there is no conversation, or it is one of an old server",
        null);
  }

  /**
   * Reads the metadata of conversations, in order.
   *
   * @param conversationIds the conversations
   * @return the metadata of each
   * @throws NotFoundException if one does not exist
   * @throws CorruptFileException if a file is no metadata
   */
  public List<ConversationMetadata> getAll(List<String> conversationIds) {
    return conversationIds.stream().map(this::get).toList();
  }

  /**
   * Changes the metadata of a conversation. Nothing that was written meanwhile, in any process that
   * uses Coffer, is lost: then the change is made again, on what is there now.
   *
   * @param conversationId the conversation
   * @param change makes the new metadata of the old; it may be called several times
   * @return what was written
   * @throws NotFoundException if the conversation does not exist
   * @throws CorruptFileException if its file is no metadata
   */
  public ConversationMetadata update(
      String conversationId, UnaryOperator<ConversationMetadata> change) {
    while (true) {
      JsonFile<ConversationMetadata> old =
          find(conversationId).orElseThrow(() -> missing(conversationId));
      ConversationMetadata changed = change.apply(old.value());
      WriteOptions unchanged = WriteOptions.DEFAULTS.ifMatch(old.info().etag());
      try {
        store.write(path(conversationId), changed.toJson(), unchanged);
        return changed;
      } catch (ConflictException e) {
        // Another was faster: its metadata is what is changed.
      }
    }
  }

  /**
   * Returns whether a conversation has metadata.
   *
   * @param conversationId the conversation
   * @return true if the file exists
   */
  public boolean exists(String conversationId) {
    return store.exists(path(conversationId));
  }

  /**
   * Returns whether the metadata of a conversation names a user.
   *
   * @param conversationId the conversation
   * @param user the user
   * @return false if it names another, or none
   * @throws NotFoundException if the conversation does not exist
   * @throws CorruptFileException if its file is no metadata
   */
  public boolean isOwnedBy(String conversationId, String user) {
    return get(conversationId).userId().filter(user::equals).isPresent();
  }

  /**
   * Deletes a conversation with all its files. A missing one is not an error.
   *
   * @param conversationId the conversation
   */
  public void delete(String conversationId) {
    store.deleteDirectory(Locations.conversationDir(conversationId, userId));
  }

  /**
   * Returns a page of conversations, the newest first. Those that have no metadata, or none that
   * can be read, are left out; they count for the page, so the last one may be short. A warning in
   * the log says how many and why, once until that changes. All metadata are read for each page.
   *
   * @param pageId {@link ConversationPage#nextPageId} of the page before; null or empty for the
   *     first
   * @param limit the maximum number of conversations
   * @return the page; empty if there are none
   * @throws IllegalArgumentException if the id is not that of a page, or the limit is negative
   * @throws dev.coffer.FileStoreException if the store cannot be read
   */
  public ConversationPage search(@Nullable String pageId, int limit) {
    int start = PageIds.offset(pageId);
    if (limit < 0) {
      throw new IllegalArgumentException("the limit is negative: " + limit);
    }
    MetadataReads reads = new MetadataReads(store, userId);
    List<String> names = reads.names();
    int end = (int) Math.min((long) start + limit, names.size());
    List<Found> found = all(reads, names);
    List<ConversationMetadata> page =
        found
            .subList(Math.min(start, found.size()), Math.min(Math.max(start, end), found.size()))
            .stream()
            .map(each -> ConversationMetadata.parse(each.json()))
            .toList();
    boolean more = end < names.size();
    return new ConversationPage(page, more ? Optional.of(PageIds.of(end)) : Optional.empty());
  }

  /** The text of metadata, which takes less memory than its values, and its place in the order. */
  private record Found(String createdAt, String json) {}

  private List<Found> all(MetadataReads reads, List<String> names) {
    List<Found> found = new ArrayList<>(names.size());
    try (Stream<ConversationMetadata> stream = reads.stream(names)) {
      stream.forEach(each -> found.add(new Found(each.createdAt().isoFormat(), each.toJson())));
    }
    sayOnce(reads.leftOut().orElse(""));
    found.sort(Comparator.comparing(Found::createdAt).reversed());
    return found;
  }

  private void sayOnce(String now) {
    if (!now.equals(leftOut.getAndSet(now)) && !now.isEmpty()) {
      LOG.warn("{}", now);
    }
  }

  /**
   * Returns the conversations of all users: first the sessions, then those in each user's
   * directory, in the order of the names. Those that have no metadata, or none that can be read,
   * are left out with a warning for each directory.
   *
   * @param store the store that holds the files of all users
   * @return a lazy stream; closed by the caller if it is not read to its end
   */
  public static Stream<OwnedConversation> ofAllUsers(FileStore store) {
    Stream<Optional<String>> users =
        Stream.of("users")
            .flatMap(directory -> store.list(directory).stream())
            .filter(path -> path.endsWith("/"))
            .map(path -> Optional.of(path.substring("users/".length(), path.length() - 1)));
    return Stream.concat(Stream.of(Optional.<String>empty()), users)
        .flatMap(user -> ofUser(store, user));
  }

  private static Stream<OwnedConversation> ofUser(FileStore store, Optional<String> user) {
    MetadataReads reads = new MetadataReads(store, user.orElse(null));
    return reads.stream(reads.names())
        .onClose(() -> reads.leftOut().ifPresent(text -> LOG.warn("{}", text)))
        .map(metadata -> new OwnedConversation(user, metadata));
  }
}
