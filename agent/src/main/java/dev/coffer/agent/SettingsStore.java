package dev.coffer.agent;

import dev.coffer.FileStore;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a user, in the file {@link Locations#settingsFile}, in the form that the existing
 * server reads and writes.
 *
 * <pre>{@code
 * SettingsStore settings = SettingsStore.of(store, "ada");
 * settings.update(now -> now.with(SettingKey.LLM_MODEL, "claude-sonnet-4"));
 * }</pre>
 *
 * <p>A file that this class creates has the mode of the store's files, which is for their owner
 * alone unless it is configured otherwise; a file that is there keeps its mode. The user is the
 * actor of each call, as of {@link Users#of}.
 *
 * <p>Safe for use by several threads and processes. A program that writes the file without a
 * condition, as the existing server does, can still undo a change.
 */
public final class SettingsStore {
  private final FileStore files;
  private final UserDocument<UserSettings> document;

  private SettingsStore(FileStore files, Sealing sealing) {
    this.files = files;
    this.document =
        new UserDocument<>(
            files, sealing, UserSettings.EMPTY, UserSettings::parse, UserSettings::toJson);
  }

  /**
   * Returns the settings of a user, in the clear.
   *
   * @param store the store that holds the files of all users
   * @param userId the user; null or empty for the settings at the root, which the existing server
   *     uses for every user
   * @return the settings; no request is made
   * @throws dev.coffer.InvalidFilePathException if the id cannot be the name of a directory
   */
  public static SettingsStore of(FileStore store, @Nullable String userId) {
    String path = Locations.settingsFile(userId);
    return new SettingsStore(
        UserFileStore.of(store, userId), new Sealing(Optional.empty(), path, store.name()));
  }

  /**
   * Returns the same settings, encrypted.
   *
   * @param keys the keys
   * @return settings that are encrypted when they are written
   */
  public SettingsStore encrypted(EncryptionKeys keys) {
    Sealing clear = document.sealing();
    return new SettingsStore(files, new Sealing(Optional.of(keys), clear.path(), clear.store()));
  }

  /**
   * Reads the settings.
   *
   * @return {@link UserSettings#EMPTY} if the file does not exist
   * @throws dev.coffer.CorruptFileException if the file is no JSON object, a field has a value of
   *     another type, or the key does not open it
   * @throws dev.coffer.NotTextException if the file is not UTF-8
   * @throws dev.coffer.ConfigurationException if the file is encrypted and its key is not there
   */
  public UserSettings load() {
    return document.load();
  }

  /**
   * Changes the settings. No change of another thread or process that uses this method is lost: if
   * one came first, the change is made again on what it left. A change that writes what is there is
   * written too, and so encrypts a file with the present key.
   *
   * @param change makes the new settings of the present ones, which are {@link UserSettings#EMPTY}
   *     if the file does not exist. It may be called several times
   * @return the settings as they were written
   * @throws dev.coffer.ConflictException if the path is a directory
   * @throws dev.coffer.FileStoreException as from {@link #load}; then nothing is changed
   */
  public UserSettings update(UnaryOperator<UserSettings> change) {
    return document.update(change);
  }

  /** Shows the path and nothing of the settings. */
  @Override
  public String toString() {
    return "SettingsStore[" + document.sealing().path() + "]";
  }
}
