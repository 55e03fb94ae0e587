package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConnectionException;
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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that an interrupt ends a call at once, wherever it waits: extend this class in a test and
 * specify how a store is opened on a server that falls silent. The store has its default timeouts.
 */
public abstract class InterruptionContract {
  private static final String BUSY =
      "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  /** The methods in which a thread waits for the network, a time or another thread. */
  private static final Set<String> WAITS =
      Set.of("poll", "park", "wait", "wait0", "sleep", "sleep0", "sleepNanos0");

  @TempDir private Path folder;

  /** Creates the test of a back end. */
  protected InterruptionContract() {}

  /**
   * Opens a store.
   *
   * @param endpoint the address of the silent server
   * @param connections the maximum number of connections of the store
   * @return a store, closed by the contract
   */
  protected abstract FileStore open(URI endpoint, int connections);

  /**
   * Returns the start of the response to a request for a file's bytes.
   *
   * @param length the length of the file
   * @return the head of the response and {@code some}
   */
  protected abstract String fileBegins(long length);

  /**
   * Returns the start of the response to a request for a listing.
   *
   * @return its head and a few bytes of its body
   */
  protected abstract String listingBegins();

  /**
   * Returns the start of the response to the first request of a write of 20 MiB.
   *
   * @return the whole response, or its head and a few bytes of its body
   */
  protected abstract String uploadBegins();

  /**
   * Returns the scheme of the server.
   *
   * @return {@code http} unless overridden
   */
  protected String scheme() {
    return "http";
  }

  /**
   * Returns a server that falls silent after sending some bytes.
   *
   * @param words the bytes to send
   * @return a server of the {@link #scheme()}
   * @throws IOException if it cannot listen
   */
  protected SilentServer silence(String words) throws IOException {
    return new SilentServer(words);
  }

  /** A call to a store. */
  protected interface Call {
    /**
     * Makes the call.
     *
     * @param store the store to use
     * @throws Exception if the call throws it
     */
    void on(FileStore store) throws Exception;
  }

  /**
   * Interrupts a call while it waits for a server that has sent its bytes.
   *
   * @param words the bytes that the server sends
   * @param call a call that never returns by itself
   * @throws Exception if the call ends in another way
   */
  protected final void assertEndsPromptly(String words, Call call) throws Exception {
    try (SilentServer silence = silence(words)) {
      assertEndsPromptly(silence, call);
    }
  }

  /**
   * Interrupts a call while it waits for an existing server.
   *
   * @param silence the server
   * @param call a call that never returns by itself
   * @throws Exception if the call ends in another way
   */
  protected final void assertEndsPromptly(SilentServer silence, Call call) throws Exception {
    try (FileStore store = open(silence.uri(scheme()), 16)) {
      assertEndsPromptly(store, call, silence::await);
    }
  }

  /** Waits until a call has reached the right point. */
  protected interface Wait {
    /**
     * Waits.
     *
     * @throws Exception if the call throws it
     */
    void await() throws Exception;
  }

  /**
   * Interrupts a call on an open store.
   *
   * @param store the store to use
   * @param call a call that never returns by itself
   * @param wait waits until the call does nothing but wait
   * @throws Exception if the call ends in another way
   */
  protected static void assertEndsPromptly(FileStore store, Call call, Wait wait) throws Exception {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Thread thread = calling(store, call, end);
    thread.start();
    wait.await();
    while (thread.isAlive() && !waits(thread)) {
      LockSupport.parkNanos(100_000);
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

  /** Ends long before any timeout. */
  private static boolean flagAt(CompletableFuture<Boolean> end) throws Exception {
    try {
      return end.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("the call ended in another way", e.getCause());
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

  /** A file is a channel too, and only one channel per thread is notified of an interrupt. */
  @Test
  void aWriteThatReadsItsContentFromAFile() throws Exception {
    Path file = Files.write(folder.resolve("f"), new byte[100_000]);
    Content content = Content.of(file);
    assertEndsPromptly("", store -> store.write("a", content, WriteOptions.DEFAULTS));
  }

  /** The store's own time limits are longer. */
  @Test
  @Timeout(300)
  void aCheckEndsInItsTime() throws Exception {
    for (String words : List.of("", listingBegins())) {
      try (SilentServer silence = silence(words);
          FileStore store = open(silence.uri(scheme()), 1)) {
        for (FileStore each : List.of(store, store.scoped("users/ada"))) {
          ConnectionException e =
              assertThrows(ConnectionException.class, () -> each.check(Duration.ofMillis(200)));
          assertThat(e)
              .hasMessageContaining("it did not answer within 200ms")
              .hasMessageNotContaining("users");
        }
      }
    }
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

  /** Dropping the response then must not read it to its end first. */
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
            callOnce(store);
          }
        });
  }

  private static void callOnce(FileStore store) {
    try {
      assertThat(store.stat("a")).isEmpty();
    } catch (ConnectionException e) {
      // The attempts of this call ended before the interrupt came.
    }
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
