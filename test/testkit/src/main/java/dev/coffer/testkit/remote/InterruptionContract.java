package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.ServiceRequests;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An interrupt ends a call at once, wherever it waits: extend this class in a test and say how a
 * store is opened on a server that falls silent. The timeouts of the store are those by default.
 */
public abstract class InterruptionContract {
  private static final String BUSY =
      "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  /** Where a thread is that waits for the network, a time or another thread. */
  private static final Set<String> WAITS =
      Set.of("poll", "park", "wait", "wait0", "sleep", "sleep0", "sleepNanos0");

  @TempDir private Path folder;

  /** For the author of a back end. */
  protected InterruptionContract() {}

  /**
   * Opens a store.
   *
   * @param endpoint of the silent server
   * @param connections how many the store may have
   * @return closed by the contract
   */
  protected abstract FileStore open(URI endpoint, int connections);

  /**
   * Begins the answer to a request for a file's bytes.
   *
   * @param length of the file
   * @return the head of the answer and {@code some}
   */
  protected abstract String fileBegins(long length);

  /**
   * Begins the answer to a request for a listing.
   *
   * @return its head and a few bytes of its body
   */
  protected abstract String listingBegins();

  /**
   * Begins the answer to the first request of a write of 20 MiB.
   *
   * @return whole, or its head and a few bytes of its body
   */
  protected abstract String uploadBegins();

  /**
   * How the server is reached.
   *
   * @return {@code http} unless overridden
   */
  protected String scheme() {
    return "http";
  }

  /**
   * A server that falls silent after its words.
   *
   * @param words its bytes
   * @return of the {@link #scheme()}
   * @throws IOException when it cannot listen
   */
  protected SilentServer silence(String words) throws IOException {
    return new SilentServer(words);
  }

  /** What a call does with a store. */
  protected interface Call {
    /**
     * Calls.
     *
     * @param store to be used
     * @throws Exception as it comes
     */
    void on(FileStore store) throws Exception;
  }

  /**
   * Interrupts a call while it waits for a server that has said its words.
   *
   * @param words of the server
   * @param call never returns by itself
   * @throws Exception when the call ends otherwise
   */
  protected final void assertEndsPromptly(String words, Call call) throws Exception {
    try (SilentServer silence = silence(words)) {
      assertEndsPromptly(silence, call);
    }
  }

  /**
   * The same with a server that is there.
   *
   * @param silence the server
   * @param call never returns by itself
   * @throws Exception when the call ends otherwise
   */
  protected final void assertEndsPromptly(SilentServer silence, Call call) throws Exception {
    try (FileStore store = open(silence.uri(scheme()), 16)) {
      assertEndsPromptly(store, call, silence::await);
    }
  }

  /** Returns when the call has come so far. */
  protected interface Wait {
    /**
     * Waits.
     *
     * @throws Exception as it comes
     */
    void await() throws Exception;
  }

  /**
   * The same with a store that is open.
   *
   * @param store to be used
   * @param call never returns by itself
   * @param wait until the call has come so far that it only waits
   * @throws Exception when the call ends otherwise
   */
  protected static void assertEndsPromptly(FileStore store, Call call, Wait wait) throws Exception {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Thread thread = calling(store, call, end);
    thread.start();
    wait.await();
    while (thread.isAlive() && !waits(thread)) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    assertThat(flagAt(end)).as("the interrupt flag").isTrue();
  }

  private static Thread calling(FileStore store, Call call, CompletableFuture<Boolean> end) {
    return new Thread(
        () -> {
          try {
            call.on(store);
            end.completeExceptionally(new AssertionError("the call returned"));
          } catch (InterruptedOperationException e) {
            end.complete(Thread.currentThread().isInterrupted());
          } catch (Exception | Error e) {
            end.completeExceptionally(e);
          }
        });
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
    assertEndsPromptly("", store -> store.deleteAll(List.of("a", "b")));
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
    assertEndsPromptly(uploadBegins(), store -> store.write("a", new byte[20 << 20]));
  }

  @Test
  void aCallInTheMiddleOfAnAnswer() throws Exception {
    assertEndsPromptly(fileBegins(100), store -> store.readBytes("a"));
    assertEndsPromptly(listingBegins(), store -> store.list("a"));
  }

  /** Whoever drops the answer then must not read it to its end first. */
  @Test
  void aCallThatHasTheHeadOfAnAnswer() throws Exception {
    assertEndsAtTheHead(fileBegins(100), store -> store.readBytes("a"));
    assertEndsAtTheHead(listingBegins(), store -> store.list("a"));
  }

  private void assertEndsAtTheHead(String words, Call call) throws Exception {
    try (SilentServer silence = silence(words);
        FileStore store = open(silence.uri(scheme()), 16)) {
      CompletableFuture<Boolean> end = new CompletableFuture<>();
      Thread thread = calling(store, call, end);
      ServiceRequests requests = store.unwrap(ServiceRequests.class).orElseThrow();
      requests.listen(request -> (status, error) -> thread.interrupt());
      thread.start();
      assertThat(flagAt(end)).as("the interrupt flag").isTrue();
    }
  }

  @Test
  void aReadOfAStream() throws Exception {
    assertEndsPromptly(
        fileBegins(10 << 20),
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
    try (SilentServer silence = silence(fileBegins(10 << 20));
        FileStore store = open(silence.uri(scheme()), 1);
        InputStream only = store.open("a")) {
      assertThat(only.read()).isEqualTo('s');
      assertEndsPromptly(store, other -> other.stat("b"), () -> {});
    }
  }
}
