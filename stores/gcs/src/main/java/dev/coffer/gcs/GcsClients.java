package dev.coffer.gcs;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.storage.Storage;
import com.google.auth.Credentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.StorageOptions;
import java.time.Duration;

/** Makes the clients of a store. */
final class GcsClients {
  /** Keeps Google's library from asking a metadata server for one. */
  private static final String NO_PROJECT = "none";

  private GcsClients() {}

  /** What a store of its own settings is made with; the transport is not opened twice. */
  static StorageOptions options(
      GcsConnectionSettings connection, GcsTransport transport, String store) {
    Credentials credentials = credentials(connection, transport, store);
    StorageOptions.Builder options =
        StorageOptions.http()
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setHttpTransportFactory(() -> transport)
                    .setConnectTimeout(millis(connection.connectTimeout()))
                    .setReadTimeout(millis(connection.socketTimeout()))
                    .build())
            .setProjectId(project(connection, credentials))
            .setCredentials(credentials);
    if (connection.quotaProject() != null) {
      options.setQuotaProjectId(connection.quotaProject());
    }
    if (connection.endpoint() != null) {
      options.setHost(connection.endpoint().toString().replaceAll("/+$", ""));
    }
    return options.build();
  }

  private static int millis(Duration time) {
    return (int) Math.min(Integer.MAX_VALUE, time.toMillis());
  }

  private static Credentials credentials(
      GcsConnectionSettings connection, GcsTransport transport, String store) {
    if (connection.credentials() != null) {
      return connection.credentials().apply(() -> transport);
    }
    if (connection.isElsewhere()) {
      return NoCredentials.getInstance();
    }
    return GcsCredentials.found(() -> transport, store);
  }

  private static String project(GcsConnectionSettings connection, Credentials credentials) {
    if (connection.project() != null) {
      return connection.project();
    }
    boolean told =
        credentials instanceof ServiceAccountCredentials account && account.getProjectId() != null;
    return told ? ((ServiceAccountCredentials) credentials).getProjectId() : NO_PROJECT;
  }

  /**
   * The requests of the API, one by one, over the transport and with the credentials and headers of
   * a client: attempts, pauses and conditions are this store's own business.
   */
  static Storage requests(StorageOptions options) {
    HttpTransportOptions http = (HttpTransportOptions) options.getTransportOptions();
    HttpTransport transport = http.getHttpTransportFactory().create();
    return new Storage.Builder(
            transport,
            GsonFactory.getDefaultInstance(),
            new Authorization(http.getHttpRequestInitializer(options)))
        .setRootUrl(options.getHost())
        .setApplicationName("coffer")
        .setGoogleClientRequestInitializer(GcsClients::plain)
        .build();
  }

  /** Bodies go out as they are: those of the API are short, and those of files are not ours. */
  private static void plain(AbstractGoogleClientRequest<?> request) {
    request.setDisableGZipContent(true);
  }

  /** Whether a client has been told a project. */
  static boolean isProject(StorageOptions options) {
    return options.getProjectId() != null && !options.getProjectId().equals(NO_PROJECT);
  }
}
