package dev.coffer.versioning;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.spi.ServiceVersions;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether the service keeps what a change replaces, or the layer. The service is asked once, by the
 * first call that must know. Without its answer that call fails: a guess could split the history of
 * a path.
 */
final class KeeperChoice {
  private final ReentrantLock turn = new ReentrantLock();
  private final FileStore store;
  private final ServiceVersions service;
  private final boolean mustBeService;
  private volatile @Nullable Boolean isService;

  KeeperChoice(FileStore store, ServiceVersions service, boolean mustBeService) {
    this.store = store;
    this.service = service;
    this.mustBeService = mustBeService;
  }

  /**
   * Returns whether the service keeps versions.
   *
   * @param operation the call that must know, for errors
   * @param path its path, for errors
   * @throws PermissionDeniedException if the credentials may not ask the service
   * @throws ConfigurationException if the service must keep versions and does not
   */
  boolean isService(String operation, FilePath path) {
    Boolean known = isService;
    return known == null ? ask(new ErrorContext(operation, path.toString(), store.name())) : known;
  }

  private boolean ask(ErrorContext context) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(context, null, e);
    }
    try {
      Boolean known = isService;
      boolean found = known == null ? found(context) : known;
      isService = found;
      return found;
    } finally {
      turn.unlock();
    }
  }

  private boolean found(ErrorContext context) {
    ServiceVersions.State state = state();
    if (mustBeService && state != ServiceVersions.State.ENABLED) {
      throw new ConfigurationException(
          context,
          "versioning.mode=native, but the versioning of the bucket is "
              + (state == ServiceVersions.State.SUSPENDED ? "suspended" : "off")
              + ": switch it on, or set versioning.mode=layer",
          null);
    }
    return state == ServiceVersions.State.ENABLED && (mustBeService || !KeptVersions.areIn(store));
  }

  /** The error keeps the operation that was refused, for whoever knows what it needs. */
  private ServiceVersions.State state() {
    try {
      return service.state();
    } catch (PermissionDeniedException e) {
      throw new PermissionDeniedException(
          new ErrorContext(e.operation(), e.path(), e.store()),
          "the credentials may not ask whether the bucket keeps versions: permit that"
              + (mustBeService ? "" : ", or set versioning.mode=layer"),
          e);
    }
  }
}
