package dev.coffer.gcs;

import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.remote.Endpoint;
import dev.coffer.remote.KeyOrder;
import dev.coffer.remote.Keys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A builder of {@link GoogleCloudFileStore}s, created by {@link GoogleCloudFileStore#builder}.
 * Settings that are not specified are determined by Google's libraries, or have the default of the
 * option of the same name. Not safe for use by several threads.
 */
public final class GoogleCloudBuilder {
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{1,255}");
  static final String SCHEME = "gs";

  private final String bucket;
  private FilePath prefix = FilePath.ROOT;
  private @Nullable Storage client;
  private @Nullable URI endpoint;
  private @Nullable String project;
  private @Nullable String quotaProject;
  private @Nullable Function<HttpTransportFactory, Credentials> credentials;
  private int connections = GcsConnectionSettings.CONNECTIONS;
  private Duration connectTimeout = GcsConnectionSettings.CONNECT_TIMEOUT;
  private Duration socketTimeout = GcsConnectionSettings.SOCKET_TIMEOUT;
  private Duration attemptTimeout = GcsConnectionSettings.ATTEMPT_TIMEOUT;
  private Duration retryDeadline = GcsLimits.USUAL.retryDeadline();
  private Duration unreachable = GcsLimits.USUAL.unreachable();
  private int partSize = GcsLimits.USUAL.partSize();
  private int concurrency = GcsLimits.USUAL.concurrency();
  private @Nullable String kmsKey;
  private @Nullable String storageClass;

  GoogleCloudBuilder(String bucket) {
    this.bucket = bucket;
  }

  /**
   * Sets the directory of the bucket that is the store's root.
   *
   * @param directory empty for the whole bucket
   * @return this builder
   * @throws dev.coffer.InvalidFilePathException if it is not a legal path
   */
  public GoogleCloudBuilder prefix(String directory) {
    prefix = FilePath.of(directory);
    return this;
  }

  /**
   * Sets a client of the application, which replaces all connection settings. Its host,
   * credentials, headers and transport are used; attempts are made as by any store of this class.
   * It is not closed with the store.
   *
   * @param own an open client that speaks HTTP
   * @return this builder
   */
  public GoogleCloudBuilder client(Storage own) {
    client = own;
    return this;
  }

  /**
   * Sets the server, if it is an emulator or another server of Google. A host that is not below
   * {@code googleapis.com} is sent no credentials other than those of {@link
   * #credentials(Credentials)}.
   *
   * @param url with {@code http://} or {@code https://}
   * @return this builder
   */
  public GoogleCloudBuilder endpoint(String url) {
    endpoint = Endpoint.of(url, SCHEME);
    return this;
  }

  /** Returns whether requests are sent to a server that is not Google's. */
  boolean isElsewhere() {
    return endpoint != null && GcsConnectionSettings.isElsewhere(endpoint);
  }

  /**
   * Sets the project of the client, for parts of the API that require one; a store needs none.
   *
   * @param id of the project
   * @return this builder
   */
  public GoogleCloudBuilder project(String id) {
    project = id;
    return this;
  }

  /**
   * Sets the project that is billed for the requests, which requester-pays buckets require.
   *
   * @param id of the project
   * @return this builder
   */
  public GoogleCloudBuilder quotaProject(String id) {
    quotaProject = id;
    return this;
  }

  /**
   * Sets the credentials.
   *
   * @param own called when a token is needed
   * @return this builder
   */
  public GoogleCloudBuilder credentials(Credentials own) {
    credentials = transports -> own;
    return this;
  }

  /**
   * Sets a file with the key of a service account or the description of another identity.
   *
   * @param file in Google's JSON
   * @return this builder
   * @throws ConfigurationException if the file cannot be read or is not valid; its content is not
   *     in the message
   */
  public GoogleCloudBuilder credentials(Path file) {
    String store = SCHEME + ":" + bucket;
    GcsCredentials.fromFile(
        file, HttpTransportOptions.newBuilder().build().getHttpTransportFactory(), store);
    credentials = transports -> GcsCredentials.fromFile(file, transports, store);
    return this;
  }

  /**
   * Sets the maximum number of connections. Each open large stream holds one.
   *
   * @param most at least 1
   * @return this builder
   */
  public GoogleCloudBuilder connections(int most) {
    connections = most;
    return this;
  }

  /**
   * Sets the timeouts.
   *
   * @param connect how long to wait for a connection
   * @param socket how long to wait for the next byte from the server
   * @param attempt how long one attempt may take
   * @return this builder
   */
  public GoogleCloudBuilder timeouts(Duration connect, Duration socket, Duration attempt) {
    connectTimeout = connect;
    socketTimeout = socket;
    attemptTimeout = attempt;
    return this;
  }

  /**
   * Sets how long a failed request is retried.
   *
   * @param deadline from its first attempt
   * @return this builder
   */
  public GoogleCloudBuilder retryDeadline(Duration deadline) {
    retryDeadline = deadline;
    return this;
  }

  /**
   * Sets how long to retry a server that refuses connections or whose host is unknown. Other
   * failures are retried until {@link #retryDeadline}, which bounds this time too.
   *
   * @param deadline from the first such failure in a row; defaults to three seconds
   * @return this builder
   */
  public GoogleCloudBuilder unreachable(Duration deadline) {
    unreachable = deadline;
    return this;
  }

  /**
   * Sets the size of the parts of large files. A write of such a file holds two parts in memory.
   *
   * @param bytes a multiple of 256 KiB
   * @return this builder
   */
  public GoogleCloudBuilder partSize(int bytes) {
    if (bytes < 1 || bytes % GcsLimits.PART_UNIT != 0) {
      throw wrong("the size of a part must be a multiple of 256 KiB");
    }
    partSize = bytes;
    return this;
  }

  /**
   * Sets how many requests a call on many files makes at once.
   *
   * @param requests at least 1
   * @return this builder
   */
  public GoogleCloudBuilder concurrency(int requests) {
    concurrency = requests;
    return this;
  }

  /**
   * Sets the Cloud KMS key that encrypts written and copied objects.
   *
   * @param name such as {@code projects/P/locations/L/keyRings/R/cryptoKeys/K}
   * @return this builder
   */
  public GoogleCloudBuilder kmsKey(String name) {
    kmsKey = name;
    return this;
  }

  /**
   * Sets the storage class of written and copied objects.
   *
   * @param name such as {@code NEARLINE}
   * @return this builder
   */
  public GoogleCloudBuilder storageClass(String name) {
    storageClass = name;
    return this;
  }

  /**
   * Opens the store without making a request for a file. If neither credentials nor an endpoint are
   * set, Google's libraries look for credentials, which takes at most two seconds.
   *
   * @return the store, to be closed by the caller
   * @throws ConfigurationException if a setting is missing or cannot work
   */
  public GoogleCloudFileStore build() {
    if (!BUCKET.matcher(bucket).matches()) {
      throw wrong("the name of the bucket is missing or not valid");
    }
    if (connections < 1 || concurrency < 1) {
      throw wrong("connections and requests.concurrency must be at least 1");
    }
    Keys keys = Keys.of(SCHEME, bucket, prefix);
    GcsClient used = client == null ? opened(keys) : GcsClient.of(requireHttp(client));
    StorageOptions options = used.options();
    GcsBucket opened =
        new GcsBucket(
            GcsClients.requests(options),
            keys,
            new GcsErrors(keys.store(), bucket, Endpoint.shown(URI.create(options.getHost()))),
            new GcsObjectSettings(kmsKey, storageClass),
            new GcsLimits(partSize, concurrency, retryDeadline, unreachable),
            isGoogles(options) ? KeyOrder.ofBytes() : KeyOrder.open(),
            quotaProject);
    return new GoogleCloudFileStore(opened, used);
  }

  private static boolean isGoogles(StorageOptions options) {
    return !GcsConnectionSettings.isElsewhere(URI.create(options.getHost()));
  }

  private static Storage requireHttp(Storage own) {
    if (!(own.getOptions().getTransportOptions() instanceof HttpTransportOptions)) {
      throw wrong("the client does not use HTTP: create it with StorageOptions.http()");
    }
    return own;
  }

  private GcsClient opened(Keys keys) {
    GcsConnectionSettings connection =
        new GcsConnectionSettings(
            endpoint,
            project,
            quotaProject,
            credentials,
            connections,
            connectTimeout,
            socketTimeout,
            attemptTimeout);
    GcsTransport transport = new GcsTransport(connection, keys.store());
    return GcsClient.of(GcsClients.options(connection, transport, keys.store()), transport);
  }

  private static ConfigurationException wrong(String hint) {
    return new ConfigurationException(new ErrorContext("open", "", SCHEME), hint, null);
  }
}
