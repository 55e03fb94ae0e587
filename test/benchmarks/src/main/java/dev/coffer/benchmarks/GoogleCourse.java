package dev.coffer.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.function.Consumer;

/** A bucket of Google's kind through Coffer and Google's client. */
final class GoogleCourse {
  /** Every client sends the parts of a file one after the other. */
  private static final BucketCourse.Targets TARGETS =
      new BucketCourse.Targets(Target.ratio(1.05), Target.none(), Target.ratio(1.05));

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

  /** The fake server: no other can be installed. */
  static ServerProcess server() throws IOException {
    return ServerProcess.start(FakeGcsProgram.class);
  }

  void near() throws Exception {
    GoogleAccess access = newBucket();
    try (CofferFiles maker = access.coffer()) {
      new BucketCourse(maker, scale, own, peers)
          .near(access.endpoint(), at -> new GoogleEntrants(access.through(at)), TARGETS);
    }
  }

  void away() throws Exception {
    GoogleAccess access = newBucket();
    try (CofferFiles maker = access.coffer()) {
      new BucketCourse(maker, scale, own, peers)
          .away(access.endpoint(), at -> new GoogleEntrants(access.through(at)), TARGETS);
    }
  }

  private GoogleAccess newBucket() throws IOException {
    GoogleAccess access =
        new GoogleAccess(URI.create(server.said()), "bucket-" + UUID.randomUUID());
    try (GoogleFiles bare = new GoogleFiles(access)) {
      bare.createBucket();
    }
    return access;
  }
}
