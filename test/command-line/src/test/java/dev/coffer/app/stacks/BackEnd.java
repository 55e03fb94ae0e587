package dev.coffer.app.stacks;

import dev.coffer.app.Buckets;
import java.util.Map;
import java.util.Optional;

/** What stands inside of a stack. */
enum BackEnd {
  /** Memory; {@code durable} outboxes have a directory. */
  MEMORY,
  /** A directory in memory, without syncs. */
  LOCAL,
  /** A bucket of S3Proxy. */
  S3,
  /** A bucket of the fake server of Google Cloud Storage. */
  GCS;

  /** The URI of an empty store, with a place for further options. */
  String newUri() {
    return switch (this) {
      case MEMORY -> "memory:stack-{name}?max-size=1GiB";
      case LOCAL -> "file:{dir}/store?durability=none";
      case S3 -> Buckets.newS3();
      case GCS -> Buckets.newGcs();
    };
  }

  /** A store that is not there; nothing where there is always one. */
  Optional<String> lostUri() {
    return switch (this) {
      case MEMORY, LOCAL -> Optional.empty();
      case S3 -> Optional.of(Buckets.lostS3());
      case GCS -> Optional.of(Buckets.lostGcs());
    };
  }

  Map<String, String> environment() {
    return this == S3 ? Buckets.environment() : Map.of();
  }
}
