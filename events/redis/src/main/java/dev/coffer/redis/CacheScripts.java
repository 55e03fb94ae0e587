package dev.coffer.redis;

import dev.coffer.FilePath;
import dev.coffer.cache.SharedCache.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the cache asks of Redis. A value begins with the generation in which it was kept, and lives
 * for {@link #LIFE} since it was current for certain, so that the rest of its life tells its age.
 *
 * <p>A token is made by the first who finds no current value, and is void when its key has another
 * value or none. Who changes a file adds a mark to a set in its place, with which nobody can keep a
 * value; each mark lives for {@link #TOKEN_LIFE}, also if others come after it. Whatever Redis
 * forgets, to make room or at a restart, makes tokens void and values unchecked.
 */
final class CacheScripts {
  /** How long a value is there after it was current for certain. */
  static final Duration LIFE = Duration.ofHours(24);

  /** How long somebody may take to read a file and still keep it, or to change it. */
  static final Duration TOKEN_LIFE = Duration.ofMinutes(1);

  static final int GENERATION = 16;

  private static final String FIND =
      """
      local g = redis.call('GET', KEYS[3])
      if not g then
        g = ARGV[1]
        redis.call('SET', KEYS[3], g, 'PX', ARGV[2])
      end
      local v = false
      if redis.call('STRLEN', KEYS[1]) <= tonumber(ARGV[3]) then v = redis.call('GET', KEYS[1]) end
      local left = redis.call('PTTL', KEYS[1])
      if v and string.sub(v, 1, #g) == g and left >= tonumber(ARGV[4]) then return {v, left} end
      if redis.call('TYPE', KEYS[2]).ok == 'zset' then return {v, -1, '', g} end
      redis.call('SET', KEYS[2], ARGV[5], 'NX', 'PX', ARGV[6])
      return {v, -1, redis.call('GET', KEYS[2]), g}
      """;

  private static final String KEEP =
      """
      if redis.pcall('GET', KEYS[2]) ~= ARGV[1] or redis.call('GET', KEYS[3]) ~= ARGV[2] then
        return 0
      end
      redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
      return 1
      """;

  private static final String NOW =
      """
      local clock = redis.call('TIME')
      local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
      """;

  /** The value is deleted first: after that, a Redis without memory takes the mark as well. */
  private static final String CHANGING =
      NOW
          + """
          for i = 1, #KEYS, 2 do
            redis.call('DEL', KEYS[i])
            if redis.call('TYPE', KEYS[i + 1]).ok ~= 'zset' then redis.call('DEL', KEYS[i + 1]) end
            redis.call('ZREMRANGEBYSCORE', KEYS[i + 1], '-inf', now)
            redis.pcall('ZADD', KEYS[i + 1], now + ARGV[2], ARGV[1])
            redis.call('PEXPIRE', KEYS[i + 1], ARGV[2])
          end
          redis.call('PUBLISH', ARGV[3], ARGV[4])
          return 1
          """;

  /** The marks of others who are changing the file at the same time stay. */
  private static final String CHANGED =
      NOW
          + """
          for i = 1, #KEYS, 2 do
            redis.call('DEL', KEYS[i])
            if redis.call('TYPE', KEYS[i + 1]).ok == 'zset' then
              redis.call('ZREM', KEYS[i + 1], ARGV[1])
              redis.call('ZREMRANGEBYSCORE', KEYS[i + 1], '-inf', now)
              local last = redis.call('ZREVRANGE', KEYS[i + 1], 0, 0, 'WITHSCORES')
              if last[2] then redis.call('PEXPIREAT', KEYS[i + 1], last[2]) end
            else
              redis.call('DEL', KEYS[i + 1])
            end
          end
          redis.call('PUBLISH', ARGV[2], ARGV[3])
          return 1
          """;

  private static final String DOUBT =
      """
      redis.call('DEL', KEYS[1])
      redis.call('PUBLISH', ARGV[1], ARGV[2])
      return 1
      """;

  static final String SIZE =
      """
      local bytes = 0
      for i = 1, #KEYS do
        local size = redis.pcall('STRLEN', KEYS[i])
        if type(size) == 'number' then bytes = bytes + size end
      end
      return bytes
      """;

  private final CacheKeys keys;
  private final String sender;
  private final Supplier<String> run;

  /**
   * Creates the scripts.
   *
   * @param sender this process, in what the others are told
   * @param run the start of the server that is asked
   */
  CacheScripts(CacheKeys keys, String sender, Supplier<String> run) {
    this.keys = keys;
    this.sender = sender;
    this.run = run;
  }

  private List<String> keysOf(FilePath path) {
    return List.of(keys.value(path), keys.token(path), keys.generation(run.get()));
  }

  /**
   * Looks for a value, and takes a token if there is no current one.
   *
   * @param most the size of the largest value, in bytes
   * @param leastLeft how much of its life a current value has left, in milliseconds
   */
  RedisScript find(FilePath path, long most, long leastLeft) {
    return RedisScript.of(
        FIND,
        keysOf(path),
        RandomText.of(GENERATION),
        Duration.ofDays(7).toMillis(),
        most,
        leastLeft,
        RandomText.of(GENERATION),
        TOKEN_LIFE.toMillis());
  }

  /**
   * Keeps a value if its ticket is not void.
   *
   * @param left the rest of its life, in milliseconds
   */
  RedisScript keep(FilePath path, Ticket ticket, byte[] value, long left) {
    byte[] generation = RedisScript.bytes(ticket.generation());
    byte[] marked = new byte[generation.length + value.length];
    System.arraycopy(generation, 0, marked, 0, generation.length);
    System.arraycopy(value, 0, marked, generation.length, value.length);
    return RedisScript.of(KEEP, keysOf(path), ticket.token(), ticket.generation(), marked, left);
  }

  RedisScript changing(Collection<FilePath> paths, String mark) {
    return RedisScript.of(
        CHANGING,
        keys.valuesAndTokens(paths),
        mark,
        TOKEN_LIFE.toMillis(),
        keys.channel(),
        CacheMessage.files(sender, paths));
  }

  RedisScript changed(Collection<FilePath> paths, String mark) {
    return RedisScript.of(
        CHANGED,
        keys.valuesAndTokens(paths),
        mark,
        keys.channel(),
        CacheMessage.files(sender, paths));
  }

  /** Begins another generation: all values must be checked. */
  RedisScript doubt(FilePath directory) {
    return RedisScript.of(
        DOUBT,
        List.of(keys.generation(run.get())),
        keys.channel(),
        CacheMessage.below(sender, directory));
  }

  static List<List<FilePath>> batches(Collection<FilePath> paths) {
    List<FilePath> all = List.copyOf(paths);
    List<List<FilePath>> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 500) {
      batches.add(all.subList(i, Math.min(all.size(), i + 500)));
    }
    return batches;
  }
}
