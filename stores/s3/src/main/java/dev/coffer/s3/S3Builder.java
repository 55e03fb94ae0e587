package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.remote.AnswerPace;
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
 * A builder of {@link S3FileStore}s, created by {@link S3FileStore#builder}. Settings that are not
 * specified are determined by the SDK, or have the default of the option of the same name. Not safe
 * for use by several threads.
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
  private @Nullable Boolean crc32;
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
   * Sets the directory of the bucket that is the store's root.
   *
   * @param directory empty for the whole bucket
   * @return this builder
   * @throws dev.coffer.InvalidFilePathException if it is not a legal path
   */
  public S3Builder prefix(String directory) {
    prefix = FilePath.of(directory);
    return this;
  }

  /**
   * Sets a client of the application, which replaces all connection settings. It is not closed with
   * the store.
   *
   * @param own an open client
   * @return this builder
   */
  public S3Builder client(S3Client own) {
    client = own;
    return this;
  }

  /**
   * Sets the server, if it is not Amazon's own.
   *
   * @param url with {@code http://} or {@code https://}
   * @return this builder
   */
  public S3Builder endpoint(String url) {
    endpoint = Endpoint.of(url.contains("://") ? url : "https://" + url, "s3");
    return this;
  }

  /**
   * Sets the region of the bucket.
   *
   * @param name such as {@code eu-west-1}
   * @return this builder
   */
  public S3Builder region(String name) {
    region = name;
    return this;
  }

  /**
   * Sets fixed keys.
   *
   * @param accessKey the id of the key
   * @param secretKey the secret key
   * @return this builder
   */
  public S3Builder credentials(String accessKey, String secretKey) {
    return credentials(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
  }

  /**
   * Sets a provider of keys.
   *
   * @param provider called when a request is signed
   * @return this builder
   */
  public S3Builder credentials(AwsCredentialsProvider provider) {
    credentials = provider;
    return this;
  }

  /**
   * Sets whether the bucket is named in the path of a URL instead of in the host name.
   *
   * @param inPath defaults to true if an endpoint is set
   * @return this builder
   */
  public S3Builder pathStyle(boolean inPath) {
    pathStyle = inPath;
    return this;
  }

  /**
   * Sets the certificate authorities to trust instead of the machine's own.
   *
   * @param pem a file in PEM form
   * @return this builder
   */
  public S3Builder caFile(Path pem) {
    caFile = pem;
    return this;
  }

  /**
   * Sets whether bodies carry a CRC32 that the server verifies, instead of an MD5 or, over {@code
   * http}, a signature. It costs a thirtieth of the MD5 and a fourteenth of the SHA-256 that is
   * signed. Amazon's own S3 always receives a CRC32.
   *
   * <p>Unless this is set, the parts of large files carry one if the server is seen to verify it,
   * over TLS or to a loopback address. If it is true, all bodies do: the first write probes whether
   * the server verifies the checksum, and if it does not, writes are refused. Without TLS, it does
   * not prove that nobody changed a body on purpose.
   *
   * @param on for every body, or for none
   * @return this builder
   */
  public S3Builder crc32(boolean on) {
    crc32 = on;
    return this;
  }

  /**
   * Sets the maximum number of connections. Each open large stream holds one.
   *
   * @param most at least 1
   * @return this builder
   */
  public S3Builder connections(int most) {
    connections = most;
    return this;
  }

  /**
   * Sets the timeouts.
   *
   * @param connect how long to wait for a connection
   * @param socket how long to wait for the next byte from the server
   * @param attempt how long one attempt may take
   * @param call how long a call may take, including all its attempts
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
   * Sets how long a failed call is retried.
   *
   * @param deadline from its first attempt
   * @return this builder
   */
  public S3Builder retryDeadline(Duration deadline) {
    retryDeadline = deadline;
    return this;
  }

  /**
   * Sets how long a call is retried while it meets only refused connections and unknown hosts, so
   * that a missing server is reported soon. Other failures have the {@linkplain #retryDeadline
   * deadline}.
   *
   * @param limit defaults to three seconds
   * @return this builder
   */
  public S3Builder unreachable(Duration limit) {
    unreachable = limit;
    return this;
  }

  /**
   * Sets whether reads, head requests and writes of whole objects are direct requests, which take
   * half the processor time and are not seen by the SDK's interceptors. If interceptors other than
   * Coffer's are on the class path, no request is direct.
   *
   * @param allowed defaults to true
   * @return this builder
   */
  public S3Builder directRequests(boolean allowed) {
    directRequests = allowed;
    return this;
  }

  /**
   * Sets the size of the parts of large files. A write of such a file holds a few parts in memory.
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
   * Sets how many parts of one file are sent at once.
   *
   * @param parts at least 1
   * @return this builder
   */
  public S3Builder partsAtOnce(int parts) {
    partsAtOnce = parts;
    return this;
  }

  /**
   * Sets how many requests a call on many files makes at once. A read of many files makes up to
   * twice as many while they are answered as quickly as before.
   *
   * @param requests at least 1
   * @return this builder
   */
  public S3Builder concurrency(int requests) {
    concurrency = requests;
    return this;
  }

  /** Sets the size above which a file is copied in parts. */
  S3Builder largestCopy(long bytes) {
    largestCopy = bytes;
    return this;
  }

  /**
   * Sets the encryption by the server, requested with every write and copy.
   *
   * @param algorithm {@code AES256} or {@code aws:kms}
   * @param key the KMS key; null for the account's own
   * @param inBucket whether KMS is called for the bucket instead of for each object; null for the
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
   * Sets the storage class of written and copied objects.
   *
   * @param name such as {@code STANDARD_IA}
   * @return this builder
   */
  public S3Builder storageClass(String name) {
    storageClass = name;
    return this;
  }

  /**
   * Sets the tags of written objects; a copy keeps the tags of its source.
   *
   * @param query in the form {@code team=a&stage=test}
   * @return this builder
   */
  public S3Builder tags(String query) {
    tags = query;
    return this;
  }

  /**
   * Opens the store without making a request.
   *
   * @return the store, to be closed by the caller
   * @throws ConfigurationException if a setting is missing or cannot work
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
            new AnswerPace(concurrency, own == null ? 1 : mostReads(), System::nanoTime),
            amazon ? KeyOrder.ofBytes() : KeyOrder.open(),
            sums(used, own != null, keys.store()));
    return new S3FileStore(opened, own, amazon, pathStyle == null ? !amazon : pathStyle);
  }

  /** Each read of many files may come to hold that many connections: there may be two of them. */
  private int mostReads() {
    return Math.min(2 * concurrency, connections / 2);
  }

  private static ObjectRequests requests(
      @Nullable OwnClient own, SdkRequests sdk, S3ObjectSettings settings) {
    return own != null && ClassPathInterceptors.allowDirectRequests(own)
        ? new DirectRequests(own.direct(), sdk, settings.headers())
        : sdk;
  }

  private BodyChecksums sums(S3Client used, boolean own, String store) {
    URI other = used.serviceClientConfiguration().endpointOverride().orElse(null);
    if (other == null) {
      return BodyChecksums.OF_AMAZON;
    }
    return own
        ? BodyChecksums.of(other, crc32, S3ProxyRoutes.ofSystem(store))
        : BodyChecksums.OF_THE_CLIENT;
  }

  private String place(S3Client used) {
    Optional<URI> other = used.serviceClientConfiguration().endpointOverride();
    return other
        .map(address -> client == null && endpoint != null ? endpoint : address)
        .map(Endpoint::shown)
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
