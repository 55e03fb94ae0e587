package dev.coffer.agent;

import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the metadata of all conversations of a directory; those that cannot be read are left out.
 */
final class MetadataReads {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationStore.class);

  private final FileStore store;
  private final @Nullable String userId;
  private int leftOut;
  private @Nullable FileStoreException first;

  MetadataReads(FileStore store, @Nullable String userId) {
    this.store = store;
    this.userId = userId;
  }

  /** Returns the names of the conversations of a user, in order. */
  static List<String> names(FileStore store, @Nullable String userId) {
    String probe = Locations.conversationDir("x", userId);
    String parent = probe.substring(0, probe.length() - 2);
    List<String> names = new ArrayList<>();
    for (String child : store.list(parent)) {
      String name = child.endsWith("/") ? child.substring(0, child.length() - 1) : child;
      names.add(name.substring(name.lastIndexOf('/') + 1));
    }
    names.removeIf(name -> name.startsWith("."));
    return names;
  }

  /** Returns the metadata of conversations, lazily. */
  Stream<ConversationMetadata> stream(List<String> names) {
    return OrderedReads.stream(
        store, () -> names, this::path, this::metadata, OrderedReads.LARGEST_GROUP);
  }

  private String path(String name) {
    return Locations.metadataFile(name, userId);
  }

  private Optional<ConversationMetadata> metadata(String name, byte[] bytes) {
    String path = path(name);
    try {
      Optional<ConversationMetadata> read =
          JsonFile.ofBytes(store, path, bytes, ConversationStore::unlessOld)
              .orElse(Optional.empty());
      leftOut += read.isPresent() ? 0 : 1;
      return read;
    } catch (CorruptFileException | NotTextException e) {
      leftOut++;
      first = first == null ? e : first;
      return Optional.empty();
    }
  }

  /** Says once a search what it left out. */
  void warn() {
    if (leftOut > 0) {
      String reason = first == null ? "they are of an old server" : first.getMessage();
      LOG.warn("{} conversations are left out: {}", leftOut, reason);
    }
  }
}
