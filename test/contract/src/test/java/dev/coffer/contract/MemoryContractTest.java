package dev.coffer.contract;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the contract as a back end's author does, from a package of its own. */
@Tag("every-jdk")
class MemoryContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new InMemoryFileStore();
  }

  /** Memory is quick: ten times as many. */
  @Override
  public int largeDirectory() {
    return 100_000;
  }

  @Test
  @Override
  public void aLargeDirectoryIsListed() {
    super.aLargeDirectoryIsListed();
  }
}
