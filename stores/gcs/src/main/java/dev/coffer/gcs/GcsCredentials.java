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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the credentials of a store. */
final class GcsCredentials {
  /** A metadata server is always nearby; the documentation promises two seconds. */
  static final Duration MOST = Duration.ofMillis(1_600);

  /** What is shown as the name of a file; anything else may be the content of one. */
  private static final Pattern NAME = Pattern.compile("[^{}\"\\p{Cntrl}]{1,300}");

  private GcsCredentials() {}

  /**
   * Reads a key or the description of another identity.
   *
   * @param transports the transports for requests for tokens
   * @throws ConfigurationException if the file is missing or not valid; its content is not in the
   *     message
   */
  static GoogleCredentials fromFile(Path file, HttpTransportFactory transports, String store) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, store, e);
    }
    try {
      // Failures are retried as the store's options specify, so the library must not retry too.
      return GoogleCredentials.fromStream(new ByteArrayInputStream(bytes), transports)
          .createWithCustomRetryStrategy(false);
    } catch (IOException | RuntimeException e) {
      // The parser's message and its cause may contain content of the file.
      throw wrong(store, "the file " + file + " does not contain Google credentials", null);
    }
  }

  private static ConfigurationException unreadable(Path file, String store, IOException e) {
    if (!NAME.matcher(file.toString()).matches()) {
      return wrong(
          store,
          "the credentials are not the name of a file, perhaps the key itself, and so not shown:"
              + " write it to a file and name that",
          null);
    }
    String what = e instanceof NoSuchFileException ? "does not exist" : "cannot be read";
    return wrong(store, "the credentials file " + file + " " + what, e);
  }

  /** Searches for credentials. This may take long, and ends if its thread is interrupted. */
  interface Search {
    GoogleCredentials run() throws IOException;
  }

  /**
   * Returns the credentials that Google's libraries find by themselves: of the gcloud tool, the
   * shell or the machine. If there are none, they would wait long for a metadata server.
   *
   * @throws ConfigurationException if none are found within two seconds
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

  /** Returns what a search finds within a time limit; then it is interrupted. */
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
        "no credentials were found and no metadata server responds: set"
            + " GOOGLE_APPLICATION_CREDENTIALS to a key file, or run"
            + " 'gcloud auth application-default login'",
        cause);
  }

  private static ConfigurationException wrong(
      String store, String hint, @Nullable Throwable cause) {
    return new ConfigurationException(new ErrorContext("open", "", store), hint, cause);
  }
}
