package dev.coffer.fakegcs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All buckets. Changes of objects are atomic: conditions are checked and versions published under
 * one lock, and a listing is a snapshot.
 *
 * <p>Documentation: {@code consistency} and {@code request-preconditions}.
 */
final class Cloud {
  private final NavigableMap<String, Bucket> buckets = new TreeMap<>();
  private final InstantSource clock;
  private long lastGeneration;
  private Duration leastTime = Duration.ZERO;

  Cloud(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void limitWrites(Duration least) {
    leastTime = least;
  }

  synchronized void create(String name, Map<String, Object> fields) {
    if (buckets.putIfAbsent(
            name, new Bucket(name, Fields.merged(Map.of(), fields), clock.instant()))
        != null) {
      throw Refusal.conflict(
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
  }

  /** Reads a bucket; what is done with it must not last longer than the call. */
  synchronized <T> T with(String bucket, Function<Bucket, T> reading) {
    return reading.apply(bucket(bucket));
  }

  synchronized <T> List<T> all(Function<Bucket, T> reading) {
    return buckets.values().stream().map(reading).toList();
  }

  synchronized void patch(String name, Preconditions conditions, Map<String, Object> change) {
    Bucket bucket = bucket(name);
    conditions.checkMetageneration(bucket.metageneration());
    bucket.patch(change, clock.instant());
  }

  synchronized void delete(String name, Preconditions conditions) {
    Bucket bucket = bucket(name);
    conditions.checkMetageneration(bucket.metageneration());
    if (!bucket.isEmpty()) {
      throw Refusal.conflict("The bucket you tried to delete is not empty.");
    }
    buckets.remove(name);
  }

  /** Makes a draft the live version of its name. Replacing requires the permission to delete. */
  synchronized StoredObject publish(Draft draft, Preconditions conditions, Caller caller) {
    Bucket bucket = bucket(draft.bucket());
    Optional<StoredObject> live = bucket.live(draft.name());
    conditions.check(live);
    if (live.isPresent()) {
      caller.require("storage.objects.delete");
    }
    Instant now = clock.instant();
    if (live.filter(each -> now.isBefore(each.created().plus(leastTime))).isPresent()) {
      throw Refusal.trouble(429);
    }
    StoredObject object =
        new StoredObject(
            draft.bucket(),
            draft.name(),
            nextGeneration(now),
            1,
            draft.fields(),
            draft.bytes(),
            draft.checksums(),
            draft.components(),
            now,
            now,
            Optional.empty());
    bucket.put(object, now);
    return object;
  }

  /** Returns a version to read. */
  synchronized StoredObject read(
      String bucket, String object, OptionalLong generation, Preconditions conditions) {
    StoredObject found = find(bucket, object, generation);
    conditions.checkRead(Optional.of(found));
    return found;
  }

  /** Returns a version to copy from. */
  synchronized StoredObject source(
      String bucket, String object, OptionalLong generation, Preconditions conditions) {
    StoredObject found = find(bucket, object, generation);
    conditions.check(Optional.of(found));
    return found;
  }

  /** Deletes a version permanently, or the live version of a name by the bucket's rules. */
  synchronized void delete(
      String bucket, String object, OptionalLong generation, Preconditions conditions) {
    StoredObject found = source(bucket, object, generation, conditions);
    if (generation.isPresent()) {
      bucket(bucket).remove(found, clock.instant());
    } else {
      bucket(bucket).retire(object, clock.instant());
    }
  }

  /** Makes a copy of a soft-deleted version the live one. */
  synchronized StoredObject restore(
      String bucket, String object, long generation, Preconditions conditions, Caller caller) {
    StoredObject found =
        bucket(bucket)
            .softDeletions()
            .find(object, generation, clock.instant())
            .orElseThrow(() -> Refusal.noSuchObject(bucket, object));
    Draft draft =
        new Draft(
            bucket, object, found.fields(), found.bytes(), found.checksums(), found.components());
    return publish(draft, conditions, caller);
  }

  /** Reads what a bucket has soft-deleted, from a name on. */
  synchronized <T> T softDeleted(
      String bucket, String object, Function<Collection<List<SoftDeleted>>, T> reading) {
    return reading.apply(bucket(bucket).softDeletions().from(object, clock.instant()).values());
  }

  /** Changes the fields of a version. */
  synchronized StoredObject patch(
      String bucket,
      String object,
      OptionalLong generation,
      Preconditions conditions,
      UnaryOperator<Map<String, Object>> change) {
    StoredObject found = source(bucket, object, generation, conditions);
    Map<String, Object> fields = change.apply(found.fields());
    Fields.check(fields);
    StoredObject patched = found.patched(fields, clock.instant());
    bucket(bucket).replace(patched);
    return patched;
  }

  private StoredObject find(String bucket, String object, OptionalLong generation) {
    return bucket(bucket)
        .find(object, generation)
        .orElseThrow(() -> Refusal.noSuchObject(bucket, object));
  }

  private Bucket bucket(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw Refusal.noSuchBucket();
    }
    return bucket;
  }

  /** Returns microseconds, like Google's generations, and never the same twice. */
  private long nextGeneration(Instant now) {
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    lastGeneration = Math.max(lastGeneration + 1, micros);
    return lastGeneration;
  }
}
