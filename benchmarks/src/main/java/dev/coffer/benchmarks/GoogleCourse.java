package dev.coffer.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A bucket of Google's kind through Coffer and Google's client. */
final class GoogleCourse {
  /** Parts of a file go one after the other, whoever sends them. */
  private static final BucketCourse.Targets TARGETS =
      new BucketCourse.Targets(1.05, OptionalDouble.empty(), OptionalDouble.of(1.05));

  private GoogleCourse() {}

  /** The server of the test kit: there is no other that can be installed. */
  static ServerProcess server() throws IOException {
    return ServerProcess.start(FakeGcsProgram.class);
  }

  static void run(ServerProcess server, Scale scale, Consumer<Row> own, Consumer<Row> peers)
      throws Exception {
    GoogleAccess access = new GoogleAccess(URI.create(server.said()), "benchmarks");
    try (GoogleFiles bare = new GoogleFiles(access);
        CofferFiles maker = access.coffer()) {
      bare.createBucket();
      new BucketCourse(maker, scale, own, peers)
          .run(
              access.endpoint(),
              endpoint -> new GoogleEntrants(access.through(endpoint)),
              TARGETS,
              TARGETS);
    }
  }
}
