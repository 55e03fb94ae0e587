package dev.coffer.agent;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import org.junit.jupiter.api.Tag;

/** A user's files are a store like any other. */
@Tag("thorough")
class UserContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return Users.of(new InMemoryFileStore(), "ada");
  }

  /** The user's directory counts with each path. */
  @Override
  public int longestPath() {
    return 1024 - "users/ada/".length();
  }
}
