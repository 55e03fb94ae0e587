package dev.coffer.fakegcs;

import dev.coffer.testkit.Requests;
import dev.coffer.testkit.http.Framing;
import dev.coffer.testkit.remote.HostileServer;
import dev.coffer.testkit.remote.Lie;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * A {@link FakeGcsServer} with a bucket {@value #BUCKET} with lies that a test chooses, for {@link
 * dev.coffer.testkit.remote.HostileServerContract}. Its objects may have names that Google refuses.
 */
public final class HostileGcsServer implements HostileServer {
  /** The only bucket. */
  public static final String BUCKET = "bucket";

  private final FakeGcsServer server = new FakeGcsServer();

  /** Starts a server that tells the truth. */
  public HostileGcsServer() {
    server.createBucket(BUCKET);
  }

  @Override
  public URI uri() {
    return server.uri();
  }

  /**
   * In this protocol only a token shows that a listing continues. Names in JSON are text, and no
   * server with this protocol is known to order them by UTF-16 units. The slashes of a name are
   * encoded in a path, so there is nothing to resolve.
   */
  @Override
  public boolean canTell(Lie lie) {
    return switch (lie) {
      case TOKEN_MISSING,
          TRUNCATED_IN_OTHER_WORDS,
          KEYS_BY_UTF16,
          KEYS_THAT_ARE_BYTES,
          PATHS_RESOLVED ->
          false;
      default -> true;
    };
  }

  @Override
  public void tell(Lie lie) {
    server.heal();
    server.server.frame(Framing.of(lie));
    server.faults.answer(Requests.all(), api -> Lies.of(lie, api, server.cloud, uri()));
  }

  @Override
  public void put(String key, byte[] content) {
    Checksums.Sum sum = new Checksums.Sum();
    sum.add(content, 0, content.length);
    Bytes bytes = new Bytes.InMemory(content.clone());
    StoredObject unused =
        server.cloud.publish(
            new Draft(BUCKET, key, Map.of(), bytes, sum.end(), 0),
            Preconditions.of(new Query("")),
            Caller.ANYONE);
  }

  @Override
  public Set<String> keys() {
    return server.cloud.with(BUCKET, bucket -> Set.copyOf(bucket.from("").keySet()));
  }

  @Override
  public int requests() {
    return server.requests().size();
  }

  @Override
  public void close() {
    server.close();
  }
}
