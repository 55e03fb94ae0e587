package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.spi.OwnArea;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the writers of a primary that no longer decides. Each replica is asked by a thread of its
 * own, so that one that does not answer delays neither the writers nor the question to another.
 */
final class Fence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedFileStore.class);

  /** How long a store waits for the first answers when it is opened. */
  private static final Duration OPENING = Duration.ofSeconds(2);

  private final FileStore primary;
  private final AtomicReference<ConfigurationException> refusal = new AtomicReference<>();
  private final List<RepeatedTask> checks;

  Fence(FileStore primary, List<FileStore> replicas, Duration lease) {
    this.primary = primary;
    EpochFile own = new EpochFile(primary);
    this.checks =
        replicas.stream()
            .map(replica -> new Claim(own, new EpochFile(replica)))
            .map(claim -> new RepeatedTask("coffer-fence", lease, () -> check(claim)))
            .toList();
  }

  private void check(Claim claim) {
    try {
      claim.check().ifPresent(this::refuse);
    } catch (FileStoreException e) {
      LOG.debug("it is not known whether a replica was promoted; this is checked again", e);
    }
  }

  private void refuse(ConfigurationException reason) {
    if (refusal.compareAndSet(null, reason)) {
      LOG.warn("changes of {} end: {}", primary.name(), reason.getMessage());
    }
  }

  /**
   * Waits for the first answers, for a short time.
   *
   * @throws ConfigurationException if this primary no longer decides
   */
  void awaitFirst() {
    long end = System.nanoTime() + OPENING.toNanos();
    checks.forEach(check -> check.awaitFirst(end));
    requirePrimary("open", FilePath.ROOT);
  }

  /**
   * Lets a change pass.
   *
   * @throws ConfigurationException if this primary no longer decides
   */
  void requirePrimary(String operation, FilePath path) {
    ConfigurationException known = refusal.get();
    if (known != null) {
      throw OwnArea.errorOf(operation, path, known);
    }
  }

  @Override
  public void close() {
    checks.forEach(RepeatedTask::close);
  }
}
