package com.example.consumer;

import dev.coffer.FileStore;
import dev.coffer.agent.Locations;
import dev.coffer.audit.AuditTrail;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.compression.CompressingFileStore;
import dev.coffer.config.FileStores;
import dev.coffer.kafka.KafkaTopic;
import dev.coffer.micrometer.MicrometerListener;
import dev.coffer.nats.NatsSubject;
import dev.coffer.redis.RedisCacheAccess;
import dev.coffer.postgres.PostgresOutbox;
import dev.coffer.retry.RetryingFileStore;
import dev.coffer.s3.S3FileStore;
import dev.coffer.webhook.WebHook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Uses every published module once, and prints a line for each. */
public final class Consumer {
  private static final List<Class<?>> MODULES =
      List.of(
          FileStore.class,
          Locations.class,
          AuditTrail.class,
          CachingFileStore.class,
          CompressingFileStore.class,
          KafkaTopic.class,
          MicrometerListener.class,
          NatsSubject.class,
          RedisCacheAccess.class,
          PostgresOutbox.class,
          RetryingFileStore.class,
          S3FileStore.class,
          WebHook.class);

  private Consumer() {}

  /**
   * Runs it.
   *
   * @param args a directory for the files
   */
  public static void main(String[] args) throws Exception {
    MODULES.forEach(Consumer::printVersion);
    useLayers(Path.of(args[0]));
    open("s3://bucket?endpoint=http://127.0.0.1:1");
    open("gs://bucket?endpoint=http://127.0.0.1:1");
  }

  /** Nothing listens there: a store makes no request before it is used. */
  private static void open(String uri) {
    try (FileStore store = FileStores.open(uri)) {
      System.out.println(store);
    }
  }

  /** A package has a version on the class path, a module on the module path. */
  private static void printVersion(Class<?> type) {
    Optional<String> version =
        type.getModule().isNamed()
            ? type.getModule().getDescriptor().rawVersion()
            : Optional.ofNullable(type.getPackage().getImplementationVersion());
    System.out.println(type.getSimpleName() + " of version " + version.orElse("unknown"));
  }

  private static void useLayers(Path directory) throws Exception {
    try (Receiver receiver = new Receiver()) {
      String uri =
          directory.resolve("data").toUri()
              + "?outbox=durable&micrometer=on&deadline=1m&audit="
              + directory.resolve("audit")
              + "&webhook.url="
              + receiver.url();
      try (FileStore store = FileStores.open(uri)) {
        store.write(Locations.settingsFile("ada"), "dark");
        System.out.println(store.readString(Locations.settingsFile("ada")));
      }
      System.out.println(receiver.first());
    }
  }
}
