package dev.coffer.benchmarks;

import dev.coffer.testkit.ChaosProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * A bucket of Google's kind through Coffer and Google's client: next to the server and away from
 * it.
 */
final class GoogleCourse {
  private static final Duration ONE_WAY = Duration.ofMillis(10);

  /** Parts of a file go one after the other, whoever sends them. */
  private static final BucketCourse.Targets TARGETS =
      new BucketCourse.Targets(1.05, OptionalDouble.empty(), OptionalDouble.of(1.05));

  private final ServerProcess server;
  private final Scale scale;
  private final Consumer<Row> own;
  private final Consumer<Row> peers;

  GoogleCourse(ServerProcess server, Scale scale, Consumer<Row> own, Consumer<Row> peers) {
    this.server = server;
    this.scale = scale;
    this.own = own;
    this.peers = peers;
  }

  /** The server of the test kit: there is no other that can be installed. */
  static ServerProcess server() throws IOException {
    return ServerProcess.start(FakeGcsProgram.class);
  }

  void run() throws Exception {
    GoogleAccess access = new GoogleAccess(URI.create(server.said()), "benchmarks");
    try (GoogleFiles bare = new GoogleFiles(access);
        CofferFiles maker = access.coffer()) {
      bare.createBucket();
      BucketCourse.Files files = BucketCourse.Files.make(maker, scale);
      course(files, access, "", scale.remote().near()).run();
      try (ChaosProxy line = new ChaosProxy(access.endpoint())) {
        line.latency(ONE_WAY);
        BucketCourse away =
            course(files, access.through(line.uri()), ", 10 ms away", scale.remote().away());
        away.run();
        away.roundTrips();
      }
    }
  }

  private BucketCourse course(
      BucketCourse.Files files, GoogleAccess access, String where, Scale.Paces paces) {
    return new BucketCourse(files, new GoogleEntrants(access), where, paces, TARGETS, own, peers);
  }
}
