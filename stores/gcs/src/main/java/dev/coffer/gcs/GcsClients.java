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

/** Creates the clients of a store. */
final class GcsClients {
  /** Prevents Google's library from querying a metadata server for a project. */
  private static final String NO_PROJECT = "none";

  private GcsClients() {}

  /**
   * Returns the options of a client with the store's own settings; the transport is opened only
   * once.
   */
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
    boolean hasProject =
        credentials instanceof ServiceAccountCredentials account && account.getProjectId() != null;
    return hasProject ? ((ServiceAccountCredentials) credentials).getProjectId() : NO_PROJECT;
  }

  /**
   * Returns single requests of the API, with the transport, credentials and headers of a client;
   * attempts, pauses and conditions are left to the store.
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

  /**
   * Bodies are sent uncompressed: those of the API are short, and those of files belong to the
   * caller.
   */
  private static void plain(AbstractGoogleClientRequest<?> request) {
    request.setDisableGZipContent(true);
  }

  /** Returns whether a client has a project. */
  static boolean isProject(StorageOptions options) {
    return options.getProjectId() != null && !options.getProjectId().equals(NO_PROJECT);
  }
}
