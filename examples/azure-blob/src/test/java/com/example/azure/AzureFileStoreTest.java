package com.example.azure;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of every store, in a directory of a container. */
class AzureFileStoreTest extends FileStoreContract {
  private static final AtomicInteger PLACES = new AtomicInteger();

  private final String place = "contract/store-" + PLACES.incrementAndGet();

  @BeforeAll
  static void createContainer() {
    Azurite.createContainer("contract");
  }

  /**
   * The emulator takes one request after the other, so more at a time only wait until they fail.
   */
  private FileStore open(String name) {
    return Azurite.open(Azurite.config(Azurite.server(), name).option("requests.concurrency", "8"));
  }

  @Override
  protected FileStore newStore() {
    return open(place);
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open(place));
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(open("missing"));
  }

  /** The emulator deletes fifteen files a second. */
  @Override
  public int largeDirectory() {
    return 1_200;
  }

  /** The key of an object is the prefix, a slash and the path. */
  @Override
  public int longestPath() {
    return 1024 - place.substring("contract/".length()).length() - 1;
  }

  /** The emulator deletes some ten files a second. */
  @Override
  @Test
  @Timeout(600)
  public void aDirectoryOfMoreThanAThousandFilesIsDeleted() {
    super.aDirectoryOfMoreThanAThousandFilesIsDeleted();
  }

  /** The same. */
  @Override
  @Test
  @Timeout(600)
  public void deleteAllRemovesMoreThanAThousandFiles() {
    super.deleteAllRemovesMoreThanAThousandFiles();
  }

  @Override
  public Set<String> secrets() {
    return Set.of(Azurite.KEY);
  }
}
