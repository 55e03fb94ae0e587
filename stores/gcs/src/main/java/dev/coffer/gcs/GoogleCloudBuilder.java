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
 * Collects what a {@link GoogleCloudFileStore} is opened with; started by {@link
 * GoogleCloudFileStore#builder}. What is not set is found by Google's libraries, or has the default
 * of the option of the same name. Not for use by several threads.
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
   * The directory of the bucket that is the store's root.
   *
   * @param directory empty for the whole bucket
   * @return this builder
   * @throws dev.coffer.InvalidFilePathException when it is no legal path
   */
  public GoogleCloudBuilder prefix(String directory) {
    prefix = FilePath.of(directory);
    return this;
  }

  /**
   * A client of the application's own, in place of all settings of a connection. Its host, its
   * credentials, its headers and its transport are used; attempts are made as this store makes
   * them. It is not closed with the store.
   *
   * @param own an open client that speaks HTTP
   * @return this builder
   */
  public GoogleCloudBuilder client(Storage own) {
    client = own;
    return this;
  }

  /**
   * The server, when it is an emulator or another one of Google's. To a host that is not below
   * {@code googleapis.com} no credentials are sent but those of {@link #credentials(Credentials)}.
   *
   * @param url with {@code http://} or {@code https://}
   * @return this builder
   */
  public GoogleCloudBuilder endpoint(String url) {
    endpoint = Endpoint.of(url, SCHEME);
    return this;
  }

  /** Whether requests leave for a server that is not Google's. */
  boolean isElsewhere() {
    return endpoint != null && GcsConnectionSettings.isElsewhere(endpoint);
  }

  /**
   * The project of the client, where the API asks for one; a store needs none.
   *
   * @param id of the project
   * @return this builder
   */
  public GoogleCloudBuilder project(String id) {
    project = id;
    return this;
  }

  /**
   * The project that pays for the requests, as buckets whose readers pay need it.
   *
   * @param id of the project
   * @return this builder
   */
  public GoogleCloudBuilder quotaProject(String id) {
    quotaProject = id;
    return this;
  }

  /**
   * Credentials from anywhere.
   *
   * @param own asked for a token when one is needed
   * @return this builder
   */
  public GoogleCloudBuilder credentials(Credentials own) {
    credentials = transports -> own;
    return this;
  }

  /**
   * The key of a service account, or the description of another identity, as a file.
   *
   * @param file in Google's JSON
   * @return this builder
   * @throws ConfigurationException when it cannot be read or is none; says nothing of what is in it
   */
  public GoogleCloudBuilder credentials(Path file) {
    String store = SCHEME + ":" + bucket;
    GcsCredentials.fromFile(
        file, HttpTransportOptions.newBuilder().build().getHttpTransportFactory(), store);
    credentials = transports -> GcsCredentials.fromFile(file, transports, store);
    return this;
  }

  /**
   * The most connections at once. Each large stream that is open holds one.
   *
   * @param most at least 1
   * @return this builder
   */
  public GoogleCloudBuilder connections(int most) {
    connections = most;
    return this;
  }

  /**
   * How long it is waited for.
   *
   * @param connect a connection
   * @param socket the next byte of the server
   * @param attempt one attempt
   * @return this builder
   */
  public GoogleCloudBuilder timeouts(Duration connect, Duration socket, Duration attempt) {
    connectTimeout = connect;
    socketTimeout = socket;
    attemptTimeout = attempt;
    return this;
  }

  /**
   * How long a request that fails is made anew.
   *
   * @param deadline from its first attempt
   * @return this builder
   */
  public GoogleCloudBuilder retryDeadline(Duration deadline) {
    retryDeadline = deadline;
    return this;
  }

  /**
   * How long a server is tried that refuses connections, or whose host is unknown. Other failures
   * have the time of {@link #retryDeadline}, which bounds this too.
   *
   * @param deadline from the first such failure in a row; three seconds unless it is set
   * @return this builder
   */
  public GoogleCloudBuilder unreachable(Duration deadline) {
    unreachable = deadline;
    return this;
  }

  /**
   * The size of the parts of large files. A write of such a file holds two of them in memory.
   *
   * @param bytes a multiple of 256 KiB
   * @return this builder
   */
  public GoogleCloudBuilder partSize(int bytes) {
    if (bytes < 1 || bytes % GcsLimits.PART_UNIT != 0) {
      throw wrong("the size of a part is a multiple of 256 KiB");
    }
    partSize = bytes;
    return this;
  }

  /**
   * How many requests a call on many files makes at once.
   *
   * @param requests at least 1
   * @return this builder
   */
  public GoogleCloudBuilder concurrency(int requests) {
    concurrency = requests;
    return this;
  }

  /**
   * The key of Cloud KMS that encrypts what is written and copied.
   *
   * @param name such as {@code projects/P/locations/L/keyRings/R/cryptoKeys/K}
   * @return this builder
   */
  public GoogleCloudBuilder kmsKey(String name) {
    kmsKey = name;
    return this;
  }

  /**
   * The storage class of what is written and copied.
   *
   * @param name such as {@code NEARLINE}
   * @return this builder
   */
  public GoogleCloudBuilder storageClass(String name) {
    storageClass = name;
    return this;
  }

  /**
   * Opens the store. No request is made for a file; where no credentials are set and no endpoint
   * is, Google's libraries look for some, which takes two seconds at most.
   *
   * @return to be closed by the caller
   * @throws ConfigurationException when a setting is missing or cannot work
   */
  public GoogleCloudFileStore build() {
    if (!BUCKET.matcher(bucket).matches()) {
      throw wrong("the name of the bucket is missing or is none");
    }
    if (connections < 1 || concurrency < 1) {
      throw wrong("connections and requests.concurrency are at least 1");
    }
    Keys keys = Keys.of(SCHEME, bucket, prefix);
    GcsClient used = client == null ? opened(keys) : GcsClient.of(handedIn(client));
    StorageOptions options = used.options();
    GcsBucket opened =
        new GcsBucket(
            GcsClients.requests(options),
            keys,
            new GcsErrors(keys.store(), bucket, options.getHost()),
            new GcsObjectSettings(kmsKey, storageClass),
            new GcsLimits(partSize, concurrency, retryDeadline, unreachable),
            isGoogles(options) ? KeyOrder.ofBytes() : KeyOrder.open(),
            quotaProject);
    return new GoogleCloudFileStore(opened, used);
  }

  private static boolean isGoogles(StorageOptions options) {
    return !GcsConnectionSettings.isElsewhere(URI.create(options.getHost()));
  }

  private static Storage handedIn(Storage own) {
    if (!(own.getOptions().getTransportOptions() instanceof HttpTransportOptions)) {
      throw wrong("the client that was handed in does not speak HTTP: use StorageOptions.http()");
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
