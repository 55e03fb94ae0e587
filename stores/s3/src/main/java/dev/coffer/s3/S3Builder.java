package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.remote.Endpoint;
import dev.coffer.remote.KeyOrder;
import dev.coffer.remote.Keys;
import dev.coffer.s3.direct.DirectRequests;
import dev.coffer.s3.direct.ObjectRequests;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Collects what an {@link S3FileStore} is opened with; started by {@link S3FileStore#builder}. What
 * is not set is found by the SDK, or has the default of the option of the same name. Not for use by
 * several threads.
 */
public final class S3Builder {
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{1,255}");

  private final String bucket;
  private FilePath prefix = FilePath.ROOT;
  private @Nullable S3Client client;
  private @Nullable URI endpoint;
  private @Nullable String region;
  private @Nullable AwsCredentialsProvider credentials;
  private @Nullable Boolean pathStyle;
  private @Nullable Path caFile;
  private boolean crc32;
  private int connections = S3ConnectionSettings.CONNECTIONS;
  private Duration connectTimeout = S3ConnectionSettings.CONNECT_TIMEOUT;
  private Duration socketTimeout = S3ConnectionSettings.SOCKET_TIMEOUT;
  private Duration attemptTimeout = S3ConnectionSettings.ATTEMPT_TIMEOUT;
  private Duration callTimeout = S3ConnectionSettings.CALL_TIMEOUT;
  private Duration retryDeadline = S3Limits.USUAL.retryDeadline();
  private Duration unreachable = S3ConnectionSettings.UNREACHABLE;
  private boolean directRequests = true;
  private int partSize = S3Limits.USUAL.partSize();
  private int partsAtOnce = S3Limits.USUAL.partsAtOnce();
  private int concurrency = S3Limits.USUAL.concurrency();
  private long largestCopy = S3Limits.USUAL.largestCopy();
  private @Nullable String sse;
  private @Nullable String keyId;
  private @Nullable Boolean bucketKey;
  private @Nullable String storageClass;
  private @Nullable String tags;

  S3Builder(String bucket) {
    this.bucket = bucket;
  }

  /**
   * The directory of the bucket that is the store's root.
   *
   * @param directory empty for the whole bucket
   * @return this builder
   * @throws dev.coffer.InvalidFilePathException when it is no legal path
   */
  public S3Builder prefix(String directory) {
    prefix = FilePath.of(directory);
    return this;
  }

  /**
   * A client of the application's own, in place of all settings of a connection. It is not closed
   * with the store.
   *
   * @param own an open client
   * @return this builder
   */
  public S3Builder client(S3Client own) {
    client = own;
    return this;
  }

  /**
   * The server, when it is not Amazon's own.
   *
   * @param url with {@code http://} or {@code https://}
   * @return this builder
   */
  public S3Builder endpoint(String url) {
    endpoint = Endpoint.of(url.contains("://") ? url : "https://" + url, "s3");
    return this;
  }

  /**
   * Where the bucket is.
   *
   * @param name such as {@code eu-west-1}
   * @return this builder
   */
  public S3Builder region(String name) {
    region = name;
    return this;
  }

  /**
   * Fixed keys.
   *
   * @param accessKey the key's id
   * @param secretKey the key
   * @return this builder
   */
  public S3Builder credentials(String accessKey, String secretKey) {
    return credentials(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
  }

  /**
   * Keys from anywhere.
   *
   * @param provider asked when a request is signed
   * @return this builder
   */
  public S3Builder credentials(AwsCredentialsProvider provider) {
    credentials = provider;
    return this;
  }

  /**
   * Whether the bucket stands in the path of a URL and not in the host's name.
   *
   * @param inPath true when not set and there is an endpoint
   * @return this builder
   */
  public S3Builder pathStyle(boolean inPath) {
    pathStyle = inPath;
    return this;
  }

  /**
   * Certificates of authorities to trust in place of the machine's own.
   *
   * @param pem a file in PEM form
   * @return this builder
   */
  public S3Builder caFile(Path pem) {
    caFile = pem;
    return this;
  }

  /**
   * Whether bodies carry a CRC32 that the server compares, in place of an MD5 or, over {@code
   * http}, of being signed. It costs a thirtieth of the MD5 and a fourteenth of the SHA-256 that is
   * signed. What is lost without TLS is the proof that nobody changed a body on purpose. The first
   * write tries whether the server compares it; to one that does not nothing is written. Amazon's
   * own S3 always gets a CRC32.
   *
   * @param on false when not set
   * @return this builder
   */
  public S3Builder crc32(boolean on) {
    crc32 = on;
    return this;
  }

  /**
   * The most connections at once. Each large stream that is open holds one.
   *
   * @param most at least 1
   * @return this builder
   */
  public S3Builder connections(int most) {
    connections = most;
    return this;
  }

  /**
   * How long it is waited for.
   *
   * @param connect a connection
   * @param socket the next byte of the server
   * @param attempt one attempt
   * @param call a call with all its attempts
   * @return this builder
   */
  public S3Builder timeouts(Duration connect, Duration socket, Duration attempt, Duration call) {
    connectTimeout = connect;
    socketTimeout = socket;
    attemptTimeout = attempt;
    callTimeout = call;
    return this;
  }

  /**
   * How long a call that fails is begun anew.
   *
   * @param deadline from its first attempt
   * @return this builder
   */
  public S3Builder retryDeadline(Duration deadline) {
    retryDeadline = deadline;
    return this;
  }

  /**
   * How long a call is begun anew when nothing but refused connections and unknown hosts comes of
   * it: a server that is not there is told soon. Other failures have the {@linkplain #retryDeadline
   * deadline}.
   *
   * @param limit three seconds when not set
   * @return this builder
   */
  public S3Builder unreachable(Duration limit) {
    unreachable = limit;
    return this;
  }

  /**
   * Whether whole objects are read, looked at and written by direct requests, which take half of
   * the processor time and which the SDK's interceptors do not see. If interceptors that are not
   * Coffer's are on the class path, no request is direct in any case.
   *
   * @param allowed true when not set
   * @return this builder
   */
  public S3Builder directRequests(boolean allowed) {
    directRequests = allowed;
    return this;
  }

  /**
   * The size of the parts of large files. A write of such a file holds a few of them in memory.
   *
   * @param bytes at least 5 MiB
   * @return this builder
   */
  public S3Builder partSize(int bytes) {
    if (bytes < S3Limits.SMALLEST_PART) {
      throw wrong("s3:" + bucket, "S3 takes no parts of less than 5 MiB", null);
    }
    partSize = bytes;
    return this;
  }

  /**
   * How many parts of one file are sent at once.
   *
   * @param parts at least 1
   * @return this builder
   */
  public S3Builder partsAtOnce(int parts) {
    partsAtOnce = parts;
    return this;
  }

  /**
   * How many requests a call on many files makes at once.
   *
   * @param requests at least 1
   * @return this builder
   */
  public S3Builder concurrency(int requests) {
    concurrency = requests;
    return this;
  }

  /** Above which size a file is copied in parts. */
  S3Builder largestCopy(long bytes) {
    largestCopy = bytes;
    return this;
  }

  /**
   * Encryption by the server, sent with every write and copy.
   *
   * @param algorithm {@code AES256} or {@code aws:kms}
   * @param key the KMS key; null for the account's own
   * @param inBucket whether KMS is asked by the bucket and not for each object; null for the
   *     bucket's own setting
   * @return this builder
   */
  public S3Builder encryption(String algorithm, @Nullable String key, @Nullable Boolean inBucket) {
    sse = algorithm;
    keyId = key;
    bucketKey = inBucket;
    return this;
  }

  /**
   * The storage class of what is written and copied.
   *
   * @param name such as {@code STANDARD_IA}
   * @return this builder
   */
  public S3Builder storageClass(String name) {
    storageClass = name;
    return this;
  }

  /**
   * Tags of what is written; a copy keeps those of its source.
   *
   * @param query in the form {@code team=a&stage=test}
   * @return this builder
   */
  public S3Builder tags(String query) {
    tags = query;
    return this;
  }

  /**
   * Opens the store; no request is made.
   *
   * @return to be closed by the caller
   * @throws ConfigurationException when a setting is missing or cannot work
   */
  public S3FileStore build() {
    if (!BUCKET.matcher(bucket).matches()) {
      throw wrong("s3", "the name of the bucket is missing or is none", null);
    }
    if (connections < 1 || partsAtOnce < 1 || concurrency < 1) {
      throw wrong(
          "s3:" + bucket,
          "connections, parts.concurrency and requests.concurrency are at least 1",
          null);
    }
    Keys keys = Keys.of("s3", bucket, prefix);
    OwnClient own = client == null ? S3Clients.open(connection(), bucket, keys.store()) : null;
    S3Client used = own == null ? Objects.requireNonNull(client) : own.client();
    S3ObjectSettings settings = new S3ObjectSettings(sse, keyId, bucketKey, storageClass, tags);
    SdkRequests sdk = new SdkRequests(used, bucket, settings);
    boolean amazon = used.serviceClientConfiguration().endpointOverride().isEmpty();
    S3Bucket opened =
        new S3Bucket(
            used,
            requests(own, sdk, settings),
            sdk,
            keys,
            new S3Errors(keys.store(), bucket, place(used), region(used), used),
            settings,
            new S3Limits(partSize, partsAtOnce, concurrency, retryDeadline, largestCopy),
            amazon ? KeyOrder.ofBytes() : KeyOrder.open(),
            sum(used, own != null));
    return new S3FileStore(opened, own, amazon, pathStyle == null ? !amazon : pathStyle);
  }

  private static ObjectRequests requests(
      @Nullable OwnClient own, SdkRequests sdk, S3ObjectSettings settings) {
    return own != null && ClassPathInterceptors.allowDirectRequests(own)
        ? new DirectRequests(own.direct(), sdk, settings.headers())
        : sdk;
  }

  /**
   * The sum of a body where the signature does not cover it: the SDK leaves bodies out where TLS
   * guards them. A server compares the sum that was signed. Amazon's own S3 knows every sum; what
   * else a client that was handed in talks to, its maker chose.
   */
  private BodyChecksum sum(S3Client client, boolean own) {
    URI other = client.serviceClientConfiguration().endpointOverride().orElse(null);
    if (other == null) {
      return BodyChecksum.CRC32;
    }
    if (!own) {
      return BodyChecksum.NONE;
    }
    if (crc32) {
      return BodyChecksum.CRC32;
    }
    return "http".equalsIgnoreCase(other.getScheme()) ? BodyChecksum.NONE : BodyChecksum.MD5;
  }

  private String place(S3Client used) {
    Optional<URI> other = used.serviceClientConfiguration().endpointOverride();
    return other
        .map(address -> client == null && endpoint != null ? endpoint : address)
        .map(URI::toString)
        .orElseGet(() -> "Amazon S3 in " + region(used));
  }

  private static String region(S3Client client) {
    return String.valueOf(client.serviceClientConfiguration().region());
  }

  private S3ConnectionSettings connection() {
    boolean elsewhere = endpoint != null;
    return new S3ConnectionSettings(
        endpoint,
        region == null && elsewhere ? "us-east-1" : region,
        credentials,
        pathStyle == null ? elsewhere : pathStyle,
        caFile,
        elsewhere && crc32,
        connections,
        connectTimeout,
        socketTimeout,
        attemptTimeout,
        callTimeout,
        retryDeadline,
        unreachable,
        directRequests);
  }

  private static ConfigurationException wrong(
      String store, String hint, @Nullable Throwable cause) {
    return new ConfigurationException(new ErrorContext("open", "", store), hint, cause);
  }
}
