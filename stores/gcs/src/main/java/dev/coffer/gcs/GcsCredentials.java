package dev.coffer.gcs;

import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.InterruptedOperationException;
import dev.coffer.TaskGroup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds the credentials of a store. */
final class GcsCredentials {
  /** A machine that has a metadata server has it close by; two seconds are promised. */
  static final Duration MOST = Duration.ofMillis(1_600);

  private GcsCredentials() {}

  /**
   * Reads a key or the description of an identity.
   *
   * @param transports by which tokens are asked for
   * @throws ConfigurationException when the file is not there or is none; says nothing of what is
   *     in it
   */
  static GoogleCredentials fromFile(Path file, HttpTransportFactory transports, String store) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw wrong(store, "the file of credentials " + file + " does not exist", e);
    } catch (IOException e) {
      throw wrong(store, "the file of credentials " + file + " cannot be read", e);
    }
    try {
      // What fails is tried again as the store's options say, and not by the library besides.
      return GoogleCredentials.fromStream(new ByteArrayInputStream(bytes), transports)
          .createWithCustomRetryStrategy(false);
    } catch (IOException | RuntimeException e) {
      // What the parser says, and its cause, may hold what stands in the file.
      throw wrong(store, "the file " + file + " holds no credentials of Google", null);
    }
  }

  /** Looks for credentials; it may take long, and ends when its thread is interrupted. */
  interface Search {
    GoogleCredentials run() throws IOException;
  }

  /**
   * What Google's libraries find without being told: the file of the gcloud tool, the shell, the
   * machine. Where there is nothing they would wait long for a machine's metadata server.
   *
   * @throws ConfigurationException when nothing was found in two seconds
   */
  static GoogleCredentials found(HttpTransportFactory transports, String store) {
    return found(() -> search(transports), MOST, store);
  }

  private static GoogleCredentials search(HttpTransportFactory transports) throws IOException {
    GoogleCredentials credentials = GoogleCredentials.getApplicationDefault(transports);
    if (credentials instanceof ComputeEngineCredentials machine) {
      machine.refreshIfExpired(); // is the server there?
    }
    return credentials;
  }

  /** What a search finds in a time; it is interrupted at its end. */
  static GoogleCredentials found(Search search, Duration most, String store) {
    CompletableFuture<GoogleCredentials> found = new CompletableFuture<>();
    TaskGroup team = new TaskGroup();
    team.start(() -> run(search, found));
    try {
      return found.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(new ErrorContext("open", "", store), null, e);
    } catch (ExecutionException e) {
      throw none(store, e.getCause());
    } catch (TimeoutException e) {
      throw none(store, e);
    } finally {
      team.interrupt();
    }
  }

  private static void run(Search search, CompletableFuture<GoogleCredentials> found) {
    try {
      found.complete(search.run());
    } catch (IOException | RuntimeException e) {
      found.completeExceptionally(e);
    }
  }

  private static ConfigurationException none(String store, @Nullable Throwable cause) {
    return wrong(
        store,
        "no credentials were found and no metadata server answers: set"
            + " GOOGLE_APPLICATION_CREDENTIALS to a key's file, or run"
            + " 'gcloud auth application-default login'",
        cause);
  }

  private static ConfigurationException wrong(
      String store, String hint, @Nullable Throwable cause) {
    return new ConfigurationException(new ErrorContext("open", "", store), hint, cause);
  }
}
