package dev.coffer.spi;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a back end can tell of itself to somebody who asks why it does not work, to be had with
 * {@link FileStore#unwrap}. It belongs to the whole store: a view of a directory has none.
 */
public interface Diagnosis {
  /**
   * Where the store is and how it is reached: endpoint, region, who gave the credentials. What
   * cannot be found out says so in its value. May look for credentials over the network.
   *
   * @return values by name, in the order in which they are told; never a secret
   */
  Map<String, String> facts();

  /**
   * What a store needs and reading, writing, listing and deleting a file do not show.
   *
   * @param file of a name that nobody else makes; none of the trials leaves a file there
   * @return the trials, not yet made
   */
  List<Trial> trials(FilePath file);

  /**
   * What to do about an error of this store that the service alone can explain.
   *
   * @param error from an operation or a trial
   * @return the remedy; nothing where the error's kind says enough
   */
  Optional<String> remedy(FileStoreException error);

  /**
   * Something to be tried.
   *
   * @param name what it is, in a word or two
   * @param action tries it and leaves nothing behind; throws what the store throws
   */
  record Trial(String name, Runnable action) {}
}
