package dev.coffer.s3;

import dev.coffer.FileStore;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/**
 * The contract on S3Proxy. What that server answers in a way of its own is overridden, with the
 * reason; {@link MotoContractTest} runs those cases on another server.
 */
abstract class ProxyContract extends ServerContract {
  private static final String NAMES = "S3Proxy keeps objects as files, and n/a cannot be below n";
  private static final String RACES = "S3Proxy checks If-Match and writes in two steps";
  private static final String MIXED =
      "S3Proxy answers the headers of one version and the bytes of another";

  ProxyContract(String prefix) {
    super(Proxy.server(), prefix);
  }

  /** S3Proxy takes a deletion of what is missing for a success, whatever its condition. */
  @Override
  FileStore open(String bucket) {
    return new UnconditionalDeletions(super.open(bucket));
  }

  @Override
  @Test
  @Disabled(NAMES)
  public void aFileAndADirectoryOfOneNameAreDeletedSeparately() {}

  @Override
  @Test
  @Disabled(NAMES)
  public void aFileAndADirectoryMayShareANameWhereTheStoreAllowsIt() {}

  @Override
  @Test
  @Disabled(RACES)
  public void oneOfManyUpdatesOfAVersionWins() {}

  @Override
  @Test
  @Disabled(RACES)
  public void noUpdateIsLost() {}

  @Override
  @Test
  @Disabled(RACES)
  public void noUpdateIsLostBetweenHandles() {}

  @Override
  @Test
  @Disabled(RACES)
  public void aConditionalUpdateNeverUndoesAWriteItDidNotSee() {}

  @Override
  @Test
  @Disabled(RACES)
  public void aConditionalUpdateNeverUndoesADeletionItDidNotSee() {}

  @Override
  @Test
  @Disabled(RACES)
  public void aConditionalUpdateNeverUndoesAMoveItDidNotSee() {}

  @Override
  @Test
  @Disabled(MIXED)
  public void oneEtagIsOneVersion() {}

  @Override
  @Test
  @Disabled(MIXED)
  public void readersSeeBytesAndMetadataOfOneVersion() {}
}
