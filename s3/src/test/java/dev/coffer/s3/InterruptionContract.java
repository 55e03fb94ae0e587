package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt ends a call at once, wherever it waits; the timeouts here are those by default. */
abstract class InterruptionContract {
  private static final String FILE_BEGINS =
      "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nETag: \"e\"\r\n"
          + "Last-Modified: Tue, 01 Sep 2026 12:00:00 GMT\r\n\r\nsome";
  private static final String LISTING_BEGINS =
      "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: 1000\r\n\r\n<?xml ";
  private static final String BUSY =
      "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  /** Where a thread is that waits for the network, a time or another thread. */
  private static final Set<String> WAITS =
      Set.of("poll", "park", "wait", "wait0", "sleep", "sleep0", "sleepNanos0");

  @TempDir private Path folder;

  /** A server that falls silent after its words. */
  abstract Silence silence(String words) throws IOException;

  /** A store of it, to be finished by the test. */
  abstract S3Builder in(Silence silence);

  /** What a call does with a store. */
  interface Call {
    void on(FileStore store) throws Exception;
  }

  final void assertEndsPromptly(String words, Call call) throws Exception {
    try (Silence silence = silence(words)) {
      assertEndsPromptly(silence, call);
    }
  }

  final void assertEndsPromptly(Silence silence, Call call) throws Exception {
    try (S3FileStore store = in(silence).build()) {
      assertEndsPromptly(store, call, silence::await);
    }
  }

  /** Returns when the call has come so far. */
  interface Wait {
    void await() throws Exception;
  }

  private static void assertEndsPromptly(FileStore store, Call call, Wait wait) throws Exception {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                call.on(store);
                end.completeExceptionally(new AssertionError("the call returned"));
              } catch (InterruptedOperationException e) {
                end.complete(Thread.currentThread().isInterrupted());
              } catch (Exception e) {
                end.completeExceptionally(e);
              }
            });
    thread.start();
    wait.await();
    while (thread.isAlive() && !waits(thread)) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    assertThat(flagAt(end)).as("the interrupt flag").isTrue();
  }

  private static boolean waits(Thread thread) {
    StackTraceElement[] trace = thread.getStackTrace();
    return trace.length > 0 && WAITS.contains(trace[0].getMethodName());
  }

  /** Long before any timeout. */
  private static boolean flagAt(CompletableFuture<Boolean> end) throws Exception {
    try {
      return end.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("another end", e.getCause());
    }
  }

  @Test
  void aCallThatWaitsForAnAnswer() throws Exception {
    assertEndsPromptly("", store -> store.stat("a"));
    assertEndsPromptly("", store -> store.readBytes("a"));
    assertEndsPromptly("", store -> store.list("a"));
    assertEndsPromptly("", store -> store.write("a", "x"));
    assertEndsPromptly("", store -> store.deleteFile("a"));
    assertEndsPromptly("", store -> store.deleteDirectory("a"));
    assertEndsPromptly("", store -> store.copy("a", "b"));
  }

  /** A file is a channel too, and a thread has one that is told of an interrupt. */
  @Test
  void aWriteThatReadsItsContentFromAFile() throws Exception {
    Path file = Files.write(folder.resolve("f"), new byte[100_000]);
    Content content = Content.of(file);
    assertEndsPromptly("", store -> store.write("a", content, WriteOptions.DEFAULTS));
  }

  @Test
  void aWriteInParts() throws Exception {
    String begun = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<InitiateMultipartUploadResult>";
    assertEndsPromptly(begun, store -> store.write("a", new byte[20 << 20]));
  }

  @Test
  void aCallInTheMiddleOfAnAnswer() throws Exception {
    assertEndsPromptly(FILE_BEGINS.formatted(100), store -> store.readBytes("a"));
    assertEndsPromptly(LISTING_BEGINS, store -> store.list("a"));
  }

  @Test
  void aReadOfAStream() throws Exception {
    assertEndsPromptly(
        FILE_BEGINS.formatted(10 << 20),
        store -> {
          try (InputStream in = store.open("a")) {
            in.readAllBytes();
          }
        });
  }

  @Test
  void manyReadsAtOnce() throws Exception {
    assertEndsPromptly(
        "",
        store -> {
          try (var files = store.readAll(List.of("a", "b", "c"))) {
            files.forEach(file -> {});
          }
        });
  }

  @Test
  void aPauseBetweenAttempts() throws Exception {
    assertEndsPromptly(
        BUSY,
        store -> {
          while (true) {
            store.stat("a");
          }
        });
  }

  @Test
  void aCallThatWaitsForAConnection() throws Exception {
    try (Silence silence = silence(FILE_BEGINS.formatted(10 << 20));
        S3FileStore store = in(silence).connections(1).build();
        InputStream only = store.open("a")) {
      assertThat(only.read()).isEqualTo('s');
      assertEndsPromptly(store, other -> other.stat("b"), () -> {});
    }
  }

  @Test
  void aWriteThatWaitsWhileAnotherFindsOutAboutConditions() throws Exception {
    WriteOptions ifAbsent = WriteOptions.DEFAULTS.ifAbsent();
    try (Silence silence = silence("");
        S3FileStore store = in(silence).build()) {
      CompletableFuture<?> first =
          CompletableFuture.supplyAsync(() -> store.write("a", new byte[1], ifAbsent));
      silence.await();
      assertEndsPromptly(store, other -> other.write("b", new byte[1], ifAbsent), () -> {});
      assertThat(first).isNotDone();
    }
  }
}
