package dev.coffer.app.stacks;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.app.Buckets;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.OwnArea;
import dev.coffer.testkit.FileStoreContract;
import dev.coffer.testkit.MemoryDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** The contract on a stack. */
abstract class StackContract extends FileStoreContract {
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Parameter Stack stack = Stack.usual(BackEnd.MEMORY);

  @TempDir(factory = MemoryDirectory.class)
  Path directory = Path.of("");

  private final String name = "stack" + NAMES.incrementAndGet();
  private String uri = "memory:";

  @Override
  protected FileStore newStore() {
    uri = stack.newUri(name, directory);
    return stack.open(uri, name, directory);
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(stack.open(uri, name, directory));
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return stack.backEnd().lostUri().map(lost -> stack.open(lost, name, directory));
  }

  /** What is in memory lives as long as the process. */
  @AfterEach
  final void emptyMemory() {
    for (String left : new String[] {uri, "memory:trail-" + name, "memory:stack-" + name}) {
      FileStoreConfig bare =
          FileStoreConfig.builder()
              .uri(left)
              .option("observe", "off")
              .environment(stack.backEnd().environment())
              .build();
      try (FileStore all = FileStores.open(bare)) {
        all.clear();
        // Which leaves the versions of what was there, and what the contract has of its own.
        for (String area : new String[] {"versions", "contract"}) {
          all.deleteDirectory(OwnArea.of(area).below(FilePath.ROOT));
        }
      }
    }
  }

  @Override
  public Set<String> secrets() {
    return Set.of(Buckets.secret());
  }

  @Override
  public int largeDirectory() {
    return 1_100;
  }

  /** The directory of a scope counts in a path. */
  @Override
  public int longestPath() {
    return FilePath.MAX_BYTES - stack.bytesOfScope();
  }

  // ---- What S3Proxy answers in a way of its own; the tests of s3 run it on other servers

  private void notOnS3Proxy(String reason) {
    assumeFalse(stack.backEnd() == BackEnd.S3, reason);
  }

  private void needsItsOrder() {
    notOnS3Proxy("S3Proxy orders keys by their UTF-16 units");
  }

  private void needsItsNames() {
    notOnS3Proxy("S3Proxy keeps objects as files, and n/a cannot be below n");
  }

  private void needsItsConditions() {
    notOnS3Proxy("S3Proxy checks If-Match and writes in two steps");
  }

  private void needsItsVersions() {
    notOnS3Proxy("S3Proxy answers the headers of one version and the bytes of another");
  }

  @Override
  @Test
  public void theOrderIsThatOfUtf8BytesBeyondTheBasicPlane() {
    needsItsOrder();
    super.theOrderIsThatOfUtf8BytesBeyondTheBasicPlane();
  }

  @Override
  @Test
  public void theOrderOfDirectoriesIsThatOfUtf8BytesToo() {
    needsItsOrder();
    super.theOrderOfDirectoriesIsThatOfUtf8BytesToo();
  }

  @Override
  @Test
  public void aStartIsComparedByUtf8Bytes() {
    needsItsOrder();
    super.aStartIsComparedByUtf8Bytes();
  }

  @Override
  @Test
  public void namesOfEveryScriptAreKept() {
    needsItsOrder();
    super.namesOfEveryScriptAreKept();
  }

  @Override
  @Test
  public void aFileAndADirectoryOfOneNameAreDeletedSeparately() {
    needsItsNames();
    super.aFileAndADirectoryOfOneNameAreDeletedSeparately();
  }

  @Override
  @Test
  public void aFileAndADirectoryMayShareANameWhereTheStoreAllowsIt() {
    needsItsNames();
    super.aFileAndADirectoryMayShareANameWhereTheStoreAllowsIt();
  }

  @Override
  @Test
  public void oneOfManyUpdatesOfAVersionWins() {
    needsItsConditions();
    super.oneOfManyUpdatesOfAVersionWins();
  }

  @Override
  @Test
  public void noUpdateIsLost() {
    needsItsConditions();
    super.noUpdateIsLost();
  }

  @Override
  @Test
  public void noUpdateIsLostBetweenHandles() {
    needsItsConditions();
    super.noUpdateIsLostBetweenHandles();
  }

  @Override
  @Test
  public void aConditionalUpdateNeverUndoesAWriteItDidNotSee() {
    needsItsConditions();
    super.aConditionalUpdateNeverUndoesAWriteItDidNotSee();
  }

  @Override
  @Test
  public void aConditionalUpdateNeverUndoesADeletionItDidNotSee() {
    needsItsConditions();
    super.aConditionalUpdateNeverUndoesADeletionItDidNotSee();
  }

  @Override
  @Test
  public void aConditionalUpdateNeverUndoesAMoveItDidNotSee() {
    needsItsConditions();
    super.aConditionalUpdateNeverUndoesAMoveItDidNotSee();
  }

  @Override
  @Test
  public void oneEtagIsOneVersion() {
    needsItsVersions();
    super.oneEtagIsOneVersion();
  }

  @Override
  @Test
  public void readersSeeBytesAndMetadataOfOneVersion() {
    needsItsVersions();
    super.readersSeeBytesAndMetadataOfOneVersion();
  }
}
