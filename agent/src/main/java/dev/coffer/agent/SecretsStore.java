package dev.coffer.agent;

import dev.coffer.FileStore;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a user, in the file {@link Locations#secretsFile}, in the form that the existing
 * server reads and writes, or {@linkplain #encrypted encrypted}.
 *
 * <pre>{@code
 * SecretsStore secrets = SecretsStore.of(store, "ada").encrypted(EncryptionKeys.ofFile(keys));
 * secrets.update(now -> now.withToken("github", ProviderToken.of("ghp_…")));
 * }</pre>
 *
 * <p>A file that this class creates has the mode of the store's files, which is for their owner
 * alone unless it is configured otherwise. A file that is there keeps its mode, and the existing
 * server lets everybody of the machine read it: make such a file private once. The user is the
 * actor of each call, as of {@link Users#of}.
 *
 * <p>Safe for use by several threads and processes. A program that writes the file without a
 * condition, as the existing server does, can still undo a change.
 */
public final class SecretsStore {
  private final FileStore files;
  private final UserDocument<UserSecrets> document;

  private SecretsStore(FileStore files, Sealing sealing) {
    this.files = files;
    this.document =
        new UserDocument<>(
            files, sealing, UserSecrets.EMPTY, UserSecrets::parse, UserSecrets::toJson);
  }

  /**
   * Returns the secrets of a user, in the clear.
   *
   * @param store the store that holds the files of all users
   * @param userId the user; null or empty for the secrets at the root, which the existing server
   *     uses for every user
   * @return the secrets; no request is made
   * @throws dev.coffer.InvalidFilePathException if the id cannot be the name of a directory
   */
  public static SecretsStore of(FileStore store, @Nullable String userId) {
    String path = Locations.secretsFile(userId);
    return new SecretsStore(
        UserFileStore.of(store, userId), new Sealing(Optional.empty(), path, store.name()));
  }

  /**
   * Returns the same secrets, encrypted.
   *
   * @param keys the keys
   * @return secrets that are encrypted when they are written
   */
  public SecretsStore encrypted(EncryptionKeys keys) {
    Sealing clear = document.sealing();
    return new SecretsStore(files, new Sealing(Optional.of(keys), clear.path(), clear.store()));
  }

  /**
   * Reads the secrets.
   *
   * @return {@link UserSecrets#EMPTY} if the file does not exist
   * @throws dev.coffer.CorruptFileException if the file is no JSON object, it has another form, or
   *     the key does not open it
   * @throws dev.coffer.NotTextException if the file is not UTF-8
   * @throws dev.coffer.ConfigurationException if the file is encrypted and its key is not there
   */
  public UserSecrets load() {
    return document.load();
  }

  /**
   * Changes the secrets. No change of another thread or process that uses this method is lost: if
   * one came first, the change is made again on what it left. A change that writes what is there is
   * written too, and so encrypts a file with the present key.
   *
   * @param change makes the new secrets of the present ones, which are {@link UserSecrets#EMPTY} if
   *     the file does not exist. It may be called several times
   * @return the secrets as they were written
   * @throws dev.coffer.ConflictException if the path is a directory
   * @throws dev.coffer.FileStoreException as from {@link #load}; then nothing is changed
   */
  public UserSecrets update(UnaryOperator<UserSecrets> change) {
    return document.update(change);
  }

  /** Shows the path and nothing of the secrets. */
  @Override
  public String toString() {
    return "SecretsStore[" + document.sealing().path() + "]";
  }
}
