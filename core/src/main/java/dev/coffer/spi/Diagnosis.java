package dev.coffer.spi;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Helps to find out why a back end does not work; obtained with {@link FileStore#unwrap}. It
 * belongs to the whole store: a view of a directory has none.
 */
public interface Diagnosis {
  /**
   * Returns where the store is and how it is reached: endpoint, region, source of the credentials.
   * The value of a fact that cannot be determined states that. May look up credentials over the
   * network.
   *
   * @return values by name, in display order; never a secret
   */
  Map<String, String> facts();

  /**
   * Returns what only the service can tell of the place of the store, such as whether a bucket
   * keeps versions. Makes requests, so it is called once the service has answered others.
   *
   * @return values by name, in display order; a value that the credentials may not know states that
   * @throws FileStoreException if the service does not answer
   */
  default Map<String, String> findings() {
    return Map.of();
  }

  /**
   * Returns trials of what the store needs beyond reading, writing, listing and deleting a file.
   *
   * @param file a path that nobody else uses; no trial leaves a file there
   * @return the trials, not yet run
   */
  List<Trial> trials(FilePath file);

  /**
   * Returns what to do about an error of this store that only the service can explain.
   *
   * @param error an error of an operation or a trial
   * @return the remedy; empty if the kind of the error says enough
   */
  Optional<String> remedy(FileStoreException error);

  /**
   * A trial of one thing that the store needs.
   *
   * @param name its name, in a word or two
   * @param action runs the trial and leaves nothing behind; throws what the store throws
   */
  record Trial(String name, Runnable action) {}
}
