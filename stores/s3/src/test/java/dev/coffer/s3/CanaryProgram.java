package dev.coffer.s3;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.PresignedUrls;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.Leftovers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls everything that a store has, with canaries in keys, contents, metadata and URLs, and prints
 * everything that it receives: names and every error with all its causes.
 */
@SuppressWarnings("SystemOut")
final class CanaryProgram {
  private static final String CANARY = "canary-in-a-file";
  private static final byte[] LARGE = CANARY.repeat(700_000).getBytes(StandardCharsets.UTF_8);
  private static final WriteOptions OPTIONS = WriteOptions.DEFAULTS.metadata("bird", CANARY);

  private final String endpoint;
  private final String bucket;

  private CanaryProgram(String endpoint, String bucket) {
    this.endpoint = endpoint;
    this.bucket = bucket;
  }

  public static void main(String[] arguments) throws Exception {
    CanaryProgram program = new CanaryProgram(arguments[0], arguments[1]);
    try (FileStore store = program.open(program.uri(arguments[1], ""))) {
      program.use(store);
      program.unwrap(store);
      forget(store);
    }
    program.failToOpen();
    program.failToWork();
    System.out.println("no further step");
  }

  private String uri(String name, String more) {
    return "s3://" + name + "/p?request.give-up-after=1ms&endpoint=" + endpoint + more;
  }

  private FileStore open(String uri) {
    FileStoreConfig config =
        FileStoreConfig.builder().uri(uri).environment(System.getenv()).build();
    System.out.println(config);
    FileStore store = FileStores.open(config);
    System.out.println(store + " " + store.capabilities());
    return store;
  }

  /** Prints everything that a caller may receive. */
  private interface Step {
    void run() throws Exception;
  }

  private static void tryOut(Step step) {
    try {
      step.run();
      throw new AssertionError("no error came");
    } catch (FileStoreException | IllegalStateException e) {
      e.printStackTrace(System.out);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void use(FileStore store) throws IOException {
    Content small = Content.of(CANARY);
    String etag = store.write(FilePath.of("d/a"), small, OPTIONS).etag();
    store.write("d/b", small, OPTIONS.ifAbsent());
    store.write("d/b", small, OPTIONS.ifMatch(etag));
    store.write("large", Content.of(new ByteArrayInputStream(LARGE)), OPTIONS);
    store.write("large", Content.of(LARGE), OPTIONS.ifMatch(store.stat("large").get().etag()));
    store.writeAll(Map.of("d/c", LARGE, "d/e", new byte[] {(byte) 0xFF}));
    tryOut(() -> store.write("d/a", small, OPTIONS.ifAbsent()));
    tryOut(() -> store.write("d/a", small, OPTIONS.ifMatch("other")));
    tryOut(() -> store.write("d/a", small, OPTIONS.metadata("Bird", CANARY)));
    tryOut(
        () ->
            store.write(
                "d/a",
                out -> {
                  out.write(LARGE);
                  throw new IOException("broke");
                }));
    read(store, etag);
    store.copy("d/a", "copy");
    store.move("copy", "moved");
    store.deleteFile("moved");
    store.deleteAll(List.of("d/a", "d/b"));
    store.deleteDirectory("d");
    store.write("d/x", "y");
    store.clear();
  }

  private static void read(FileStore store, String etag) throws IOException {
    store.readString("d/a");
    try (InputStream in = store.open("d/c", 100, 1_000_000)) {
      in.readNBytes(10);
    }
    try (Stream<byte[]> files = store.readAll(List.of("d/a", "d/c"))) {
      files.forEach(bytes -> {});
    }
    try (Stream<?> entries = store.entries("", ListOptions.DEFAULTS.recursive())) {
      entries.forEach(entry -> {});
    }
    store.list("d");
    tryOut(() -> store.readString("d/e"));
    tryOut(() -> store.readBytes("missing"));
    tryOut(() -> store.open("d/a", 1000, 1));
    tryOut(() -> store.open("d/a", ReadOptions.DEFAULTS.ifNoneMatch(etag)));
    tryOut(() -> store.open("d/a", ReadOptions.DEFAULTS.ifMatch("other")));
    tryOut(() -> store.copy("missing", "d/f"));
  }

  private void unwrap(FileStore store) {
    PresignedUrls urls = store.unwrap(PresignedUrls.class).orElseThrow();
    FilePath path = FilePath.of("a");
    System.out.println(urls.forReading(path, Duration.ofHours(1)));
    System.out.println(urls.forWriting(path, Duration.ofHours(1), 7, "text/plain"));
    Diagnosis diagnosis = store.unwrap(Diagnosis.class).orElseThrow();
    System.out.println(diagnosis.facts());
    diagnosis.trials(path).forEach(trial -> trial.action().run());
    store.unwrap(Leftovers.class).orElseThrow().find(System.out::println);
    System.out.println(store.scoped("d"));
  }

  /** Until the log has said so. */
  private static void forget(FileStore store) throws IOException {
    store.write("large", LARGE);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream usual = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    openAlone(store);
    while (!log.toString(StandardCharsets.UTF_8).contains("was never closed")) {
      System.gc();
    }
    System.setErr(usual);
    usual.write(log.toByteArray());
  }

  private static void openAlone(FileStore store) throws IOException {
    System.out.println("the first byte is " + store.open("large").read());
  }

  private void failToOpen() {
    tryOut(() -> open(uri(bucket, "&secret-key=canary")));
    tryOut(() -> open("s3://" + bucket + "?endpoint=http://user:canary@127.0.0.1:1"));
    tryOut(() -> open("s3://user:canary@" + bucket));
  }

  private void failToWork() {
    tryOut(() -> work(open(uri("no-such-bucket", ""))));
    tryOut(() -> work(open("s3://b?request.give-up-after=1ms&endpoint=http://127.0.0.1:1")));
    S3Builder stranger =
        S3FileStore.builder(bucket).endpoint(endpoint).credentials("canary-wrong", "canary-too");
    tryOut(() -> work(stranger.build()));
    S3Builder forger =
        S3FileStore.builder(bucket)
            .endpoint(endpoint)
            .credentials(System.getenv("AWS_ACCESS_KEY_ID"), "canary-too");
    tryOut(() -> work(forger.build()));
  }

  private static void work(FileStore store) {
    try (store) {
      tryOut(() -> store.readBytes("a"));
      tryOut(() -> store.exists("a"));
      tryOut(() -> store.list(""));
      tryOut(() -> store.deleteAll(List.of("a", "b")));
      tryOut(() -> store.write("a", Content.of(CANARY), OPTIONS.ifAbsent()));
      store.write("a", Content.of(LARGE), OPTIONS);
    }
  }
}
