package dev.coffer.benchmarks;

import dev.coffer.testkit.ChaosProxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A bucket through Coffer, the bare SDK and other libraries. */
final class S3Course {
  /** Next to the server the processors are the limit and not the way. */
  private static final BucketCourse.Targets NEAR =
      new BucketCourse.Targets(Target.ratio(0.85), Target.none(), Target.ratio(0.5));

  private static final BucketCourse.Targets AWAY =
      new BucketCourse.Targets(Target.ratio(0.55), Target.ratio(1 / 57.0), Target.ratio(0.5));

  private static final Target PROMPT = Target.ratio(0.75);
  private static final Duration ROUND_TRIP = Duration.ofMillis(20);
  private static final Target DELETE_NEAR = Target.ratio(2);
  private static final Target DELETE_AWAY = Target.ratio(1.3);
  private static final Target MISS = Target.ratio(1.03);
  private static final int WARMER = 3;

  private final S3Server server;
  private final Scale scale;
  private final Consumer<Row> own;
  private final Consumer<Row> peers;

  S3Course(S3Server server, Scale scale, Consumer<Row> own, Consumer<Row> peers) {
    this.server = server;
    this.scale = scale;
    this.own = own;
    this.peers = peers;
  }

  void near() throws Exception {
    try (S3Bucket bucket = new S3Bucket(server.newBucket())) {
      S3Access access = bucket.access();
      new BucketCourse(bucket.maker(), scale, own, peers)
          .near(access.endpoint(), at -> new S3Entrants(access.through(at)), NEAR);
      deletions(bucket, access, "", DELETE_NEAR);
      misses(access);
    }
  }

  /** A cache has room for two files, and so never the one that is read. */
  private void misses(S3Access access) throws Exception {
    try (CofferFiles bare = access.coffer();
        CofferFiles cached = access.cofferWithCache(3000);
        Crew alone = new Crew(1)) {
      new Race<SmallFiles>(own)
          .with("without", bare)
          .with("Coffer", cached)
          .run(
              "read 1 KiB, not in the cache",
              MISS,
              scale.remote().near().single().warmer(WARMER),
              Tasks.read(alone, Tasks.paths("many/", scale.many())));
    }
  }

  void away() throws Exception {
    try (S3Bucket bucket = new S3Bucket(server.newBucket())) {
      S3Access access = bucket.access();
      new BucketCourse(bucket.maker(), scale, own, peers)
          .away(access.endpoint(), at -> new S3Entrants(access.through(at)), AWAY);
      try (ChaosProxy line = new ChaosProxy(access.endpoint())) {
        line.latency(ROUND_TRIP.dividedBy(2));
        deletions(bucket, access.through(line.uri()), ", 10 ms away", DELETE_AWAY);
      }
    }
    prompt();
  }

  /** The deletion of what is at a path, which may be a directory: the SDK deletes one object. */
  private void deletions(S3Bucket bucket, S3Access access, String where, Target target)
      throws Exception {
    Scale.Paces paces = where.isEmpty() ? scale.remote().near() : scale.remote().away();
    try (SdkFiles sdk = new SdkFiles(access);
        CofferFiles coffer = access.coffer()) {
      new Race<SingleDeletion>(own)
          .with("SDK", sdk::deleteObject)
          .with("Coffer", coffer::delete)
          .run(
              "delete a path" + where,
              target,
              paces.single().warmer(WARMER),
              new DeleteEach(bucket.maker()));
    }
  }

  private interface SingleDeletion {
    void of(String path);
  }

  private record DeleteEach(CofferFiles maker) implements Task<SingleDeletion> {
    @Override
    public void prepare(SingleDeletion files, String directory, int calls) {
      Map<String, byte[]> all = new LinkedHashMap<>();
      Tasks.paths(directory + "/", calls).forEach(path -> all.put(path, Tasks.content()));
      maker.writeAll(all);
    }

    @Override
    public void run(SingleDeletion files, String directory, int calls) {
      Tasks.paths(directory + "/", calls).forEach(files::of);
    }
  }

  /** With as many requests at once as the server bears, beside the fixed number. */
  private void prompt() throws Exception {
    List<String> files = Tasks.paths("many/", scale.many());
    try (PromptServer far = new PromptServer(ROUND_TRIP, Tasks.content())) {
      S3Access access = new S3Access(far.uri(), "access", "secret", "bucket");
      try (CofferFiles fixed = access.cofferWithConnections(2 * ThreadedFiles.THREADS);
          CofferFiles growing = access.coffer()) {
        new Race<AllFiles>(own)
            .with("as many as at first", fixed)
            .with("Coffer", growing)
            .run(
                String.format(Locale.ROOT, "read %,d, 20 ms from a server with time", files.size()),
                PROMPT,
                scale.remote().near().bulk().warmer(WARMER),
                Tasks.readAll(files));
      }
    }
  }
}
