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

/**
 * Reads the metadata of all conversations of a directory; those that have none, or none that can be
 * read, are left out and counted.
 */
final class MetadataReads implements OrderedReads.Meaning<String, ConversationMetadata> {
  private final FileStore store;
  private final @Nullable String userId;
  private int missing;
  private int old;
  private int unreadable;
  private @Nullable FileStoreException first;

  MetadataReads(FileStore store, @Nullable String userId) {
    this.store = store;
    this.userId = userId;
  }

  /** Returns the names of the conversations, in order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (String child : store.list(parent())) {
      String name = child.endsWith("/") ? child.substring(0, child.length() - 1) : child;
      names.add(name.substring(name.lastIndexOf('/') + 1));
    }
    names.removeIf(name -> name.startsWith("."));
    return names;
  }

  /** The directory of the conversations, with a {@code /} at the end. */
  private String parent() {
    String probe = Locations.conversationDir("x", userId);
    return probe.substring(0, probe.length() - 2);
  }

  /** Returns the metadata of conversations, lazily. */
  Stream<ConversationMetadata> stream(List<String> names) {
    return OrderedReads.stream(store, () -> names, this::path, this, OrderedReads.LARGEST_GROUP);
  }

  private String path(String name) {
    return Locations.metadataFile(name, userId);
  }

  @Override
  public Optional<ConversationMetadata> of(String name, byte[] content) {
    try {
      Optional<ConversationMetadata> read =
          JsonFile.ofBytes(store, path(name), content, ConversationStore::unlessOld)
              .orElse(Optional.empty());
      old += read.isPresent() ? 0 : 1;
      return read;
    } catch (CorruptFileException | NotTextException e) {
      unreadable++;
      first = first == null ? e : first;
      return Optional.empty();
    }
  }

  @Override
  public void missing() {
    missing++;
  }

  /** Says how many were left out until now, and why; empty if none was. */
  Optional<String> leftOut() {
    List<String> reasons = new ArrayList<>();
    if (first != null) {
      reasons.add(unreadable + " unreadable (" + first.getMessage() + ")");
    }
    if (missing > 0) {
      reasons.add(missing + " without metadata.json");
    }
    if (old > 0) {
      reasons.add(old + " of an old server");
    }
    String where = "Conversations left out of " + parent() + " on " + store.name() + ": ";
    return Optional.of(where + String.join(", ", reasons)).filter(all -> !reasons.isEmpty());
  }
}
