package dev.coffer.delivery;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.event.FileEvent;
import dev.coffer.text.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Describes changes as CloudEvents. The current state of a path is decisive: an event that
 * contradicts it is described as that state.
 */
public final class CloudEvents {
  private final FileStore store;
  private final OptionalLong largestContent;
  private final String source;

  /**
   * What a store has at a path.
   *
   * @param content the fields of the content, empty unless it is sent
   */
  private record State(Optional<FileInfo> file, String content) {
    static final State ABSENT = new State(Optional.empty(), "");
  }

  /**
   * Describes changes without contents.
   *
   * @param store has the files
   */
  public CloudEvents(FileStore store) {
    this(store, OptionalLong.empty());
  }

  /**
   * Describes changes with the contents of small files.
   *
   * @param store has the files
   * @param largestContent the size of the largest file whose content is included; empty if none is
   */
  public CloudEvents(FileStore store, OptionalLong largestContent) {
    this.store = store;
    this.largestContent = largestContent;
    this.source = uri(store);
  }

  /**
   * Describes a change by one event, about its path.
   *
   * @param event the change
   * @return the state of the path now; the data of a copy or a move name its source. A move stays a
   *     move, since its source is gone, also if its target is gone too: then the data have no etag
   * @throws IOException if the content cannot be read
   * @throws FileStoreException if the store fails
   */
  public CloudEvent of(FileEvent event) throws IOException {
    return event.type() == FileEvent.Type.MOVED
        ? of(event, event.type(), state(event.path()))
        : ofPath(event);
  }

  private CloudEvent ofPath(FileEvent event) throws IOException {
    State state = state(event.path());
    return of(event, type(event, state), state);
  }

  private CloudEvent of(FileEvent event, FileEvent.Type type, State state) {
    Optional<FilePath> origin = type == FileEvent.Type.DELETED ? Optional.empty() : event.source();
    String data = data(event.path(), origin, state);
    return event(event, event.id().toString(), type, event.path(), data);
  }

  /**
   * Describes a change by one event about each path that it has changed.
   *
   * @param event the change
   * @return the state of its path; for a move, also that of its source
   * @throws IOException if a content cannot be read
   * @throws FileStoreException if the store fails
   */
  public List<CloudEvent> ofEachPath(FileEvent event) throws IOException {
    List<FilePath> paths = event.changedPaths();
    return paths.size() == 1
        ? List.of(ofPath(event))
        : List.of(ofPath(event), left(paths.get(1), event));
  }

  /** Describes the source of a move, where something may have been written since. */
  private CloudEvent left(FilePath path, FileEvent event) throws IOException {
    State state = state(path);
    FileEvent.Type type = state.file.isPresent() ? FileEvent.Type.WRITTEN : FileEvent.Type.DELETED;
    return event(event, event.id() + ".source", type, path, data(path, Optional.empty(), state));
  }

  private CloudEvent event(
      FileEvent event, String id, FileEvent.Type type, FilePath path, String data) {
    return new CloudEvent(id, source, type, path, event.time(), event.order(), data);
  }

  private static FileEvent.Type type(FileEvent event, State state) {
    if (state.file.isEmpty()) {
      return FileEvent.Type.DELETED;
    }
    return event.type() == FileEvent.Type.DELETED ? FileEvent.Type.WRITTEN : event.type();
  }

  private State state(FilePath path) throws IOException {
    Optional<FileInfo> file = store.stat(path);
    return file.isPresent() && fits(file.get()) ? loaded(path) : new State(file, "");
  }

  private boolean fits(FileInfo file) {
    return largestContent.isPresent() && file.size() <= largestContent.getAsLong();
  }

  /** Reads a file whose information and content belong together. */
  private State loaded(FilePath path) throws IOException {
    try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS)) {
      FileInfo info = file.info();
      String content = fits(info) ? content(file.stream().readAllBytes()) : "";
      return new State(Optional.of(info), content);
    } catch (NotFoundException e) {
      return State.ABSENT;
    }
  }

  private static String content(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return ",\"content\":" + quoted(text);
    } catch (CharacterCodingException e) {
      return ",\"content\":\""
          + Base64.getEncoder().encodeToString(bytes)
          + "\",\"encoding\":\"base64\"";
    }
  }

  private static String data(FilePath path, Optional<FilePath> origin, State state) {
    StringBuilder json = new StringBuilder("{\"path\":").append(quoted(path.toString()));
    origin.ifPresent(from -> json.append(",\"source\":").append(quoted(from.toString())));
    state.file.ifPresent(
        file ->
            json.append(",\"size\":")
                .append(file.size())
                .append(",\"etag\":")
                .append(quoted(file.etag())));
    return json.append(state.content).append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2);
    JsonText.quote(json, text);
    return json.toString();
  }

  /** Returns a store as a URI. */
  private static String uri(FileStore store) {
    StringBuilder uri = new StringBuilder("coffer:");
    for (byte b : store.toString().getBytes(StandardCharsets.UTF_8)) {
      boolean kept = b > 0x20 && "\"<>\\^`{|}%#?[]".indexOf(b) < 0;
      uri.append(kept ? "" + (char) b : String.format(Locale.ROOT, "%%%02X", b));
    }
    return uri.toString();
  }
}
