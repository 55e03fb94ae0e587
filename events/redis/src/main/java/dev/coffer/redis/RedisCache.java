package dev.coffer.redis;

import dev.coffer.FilePath;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.SharedCache;
import io.valkey.exceptions.JedisDataException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of one store in Redis. */
final class RedisCache implements SharedCache {
  /** What a value has besides the bytes of its file: path, etag, metadata. */
  private static final int LARGEST_HEAD = 1 << 16;

  private final RedisAddress address;
  private final CacheKeys keys;
  private final CacheScripts scripts;
  private final RedisConnections connections;
  private final CacheMembership membership;
  private final long mostBytes;
  private final long leastLeft;

  RedisCache(
      RedisAddress address,
      Duration patience,
      CacheKeys keys,
      CacheOptions options,
      Listener listener) {
    String self = RandomText.of(CacheScripts.GENERATION);
    this.address = address;
    this.keys = keys;
    this.connections = new RedisConnections(address, patience);
    this.scripts = new CacheScripts(keys, self, connections::run);
    this.membership =
        new CacheMembership(address, patience, keys, self, scripts, connections, listener);
    this.mostBytes = options.maxFile() + LARGEST_HEAD;
    this.leastLeft = leastLeft(options);
    membership.start();
  }

  private static long leastLeft(CacheOptions options) {
    long life = CacheScripts.LIFE.toMillis();
    return options.freshness() == CacheOptions.Freshness.ALWAYS
        ? Long.MAX_VALUE
        : life - Math.min(life, options.ttl().toMillis());
  }

  @Override
  public boolean isCurrent() {
    return membership.isCurrent();
  }

  @Override
  public Finding find(FilePath path) {
    if (!membership.isCurrent()) {
      return Finding.NOTHING;
    }
    try {
      Object found = connections.eval(scripts.find(path, mostBytes, leastLeft));
      return found instanceof List<?> parts ? finding(parts) : Finding.NOTHING;
    } catch (JedisDataException e) {
      return Finding.NOTHING; // no memory left, or a key of somebody else
    } catch (RuntimeException e) {
      membership.doubt(e);
      return Finding.NOTHING;
    }
  }

  private Finding finding(List<?> parts) {
    byte[] value = parts.get(0) instanceof byte[] bytes ? withoutGeneration(bytes) : null;
    if (parts.size() < 4) {
      return new Finding(value, age(parts.get(1)), null, false);
    }
    String token = text(parts.get(2));
    boolean isChanging = token.isEmpty();
    Ticket ticket = isChanging ? null : new Ticket(token, text(parts.get(3)));
    return new Finding(value, -1, ticket, isChanging);
  }

  private byte @Nullable [] withoutGeneration(byte[] bytes) {
    int length = bytes.length - CacheScripts.GENERATION;
    if (length < 0 || bytes.length > mostBytes) {
      return null;
    }
    byte[] value = new byte[length];
    System.arraycopy(bytes, CacheScripts.GENERATION, value, 0, length);
    return value;
  }

  /** The rest of its life was rounded, and so is older by a millisecond. */
  private static long age(Object left) {
    long millis = CacheScripts.LIFE.toMillis() - (left instanceof Long known ? known : 0L) + 1;
    return Duration.ofMillis(Math.max(0, millis)).toNanos();
  }

  private static String text(@Nullable Object part) {
    return part instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
  }

  @Override
  public boolean keep(FilePath path, Ticket ticket, byte[] value, long age) {
    long left = CacheScripts.LIFE.toMillis() - Duration.ofNanos(age).toMillis() - 1;
    if (!membership.isCurrent() || left < 1) {
      return false;
    }
    try {
      Object kept = connections.eval(scripts.keep(path, ticket, value, left));
      return Long.valueOf(1).equals(kept);
    } catch (JedisDataException e) {
      return false; // no memory left
    } catch (RuntimeException e) {
      membership.doubt(e);
      return false;
    }
  }

  @Override
  public Change changing(Collection<FilePath> paths) {
    String mark = RandomText.of(CacheScripts.GENERATION);
    if (membership.isTelling()) {
      boolean unused = tell(paths, batch -> scripts.changing(batch, mark));
    }
    return new Change(paths, mark);
  }

  @Override
  public boolean changed(Change change) {
    return membership.canTell()
        && tell(change.paths(), batch -> scripts.changed(batch, change.mark()));
  }

  private interface Telling {
    RedisScript of(Collection<FilePath> batch);
  }

  private boolean tell(Collection<FilePath> paths, Telling telling) {
    try {
      for (List<FilePath> batch : CacheScripts.batches(paths)) {
        Object unused = connections.eval(telling.of(batch));
      }
      return true;
    } catch (RuntimeException e) {
      membership.doubt(e);
      return false;
    }
  }

  @Override
  public boolean changedBelow(FilePath directory) {
    return membership.canTell() && tell(List.of(directory), one -> scripts.doubt(directory));
  }

  @Override
  public Optional<Use> use() {
    try {
      return Optional.of(new CacheContents(connections, keys).use());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean clear() {
    try {
      new CacheContents(connections, keys).delete();
      return changedBelow(FilePath.ROOT);
    } catch (RuntimeException e) {
      membership.doubt(e);
      return false;
    }
  }

  @Override
  public Map<String, String> facts() {
    return new RedisFacts(address, connections).find();
  }

  @Override
  public void close() {
    membership.close();
    connections.close();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
