package dev.coffer.gcs;

import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Google's client of a store. The store sends its requests without it, and most stores never need
 * it, so it is created on demand.
 */
final class GcsClient {
  private static final Logger LOG = LoggerFactory.getLogger(GcsClient.class);

  private final StorageOptions options;

  /** The connections of a client that the store created; null for one that was passed in. */
  private final @Nullable GcsTransport own;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Storage storage;

  private GcsClient(StorageOptions options, @Nullable GcsTransport own, @Nullable Storage storage) {
    this.options = options;
    this.own = own;
    this.storage = storage;
  }

  static GcsClient of(StorageOptions options, GcsTransport own) {
    return new GcsClient(options, own, null);
  }

  /** Returns a client of the application, which closes it. */
  static GcsClient of(Storage handedIn) {
    return new GcsClient(handedIn.getOptions(), null, handedIn);
  }

  StorageOptions options() {
    return options;
  }

  /** Returns the connections of a client that the store created. */
  Optional<GcsTransport> transport() {
    return Optional.ofNullable(own);
  }

  Storage storage() {
    lock.lock();
    try {
      if (storage == null) {
        storage = options.getService();
      }
      return storage;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      if (own == null) {
        return;
      }
      try {
        if (storage != null) {
          storage.close();
        }
        own.shutdown();
      } catch (Exception e) {
        LOG.warn("the client of {} cannot be closed", options.getHost(), e);
      }
    } finally {
      lock.unlock();
    }
  }
}
