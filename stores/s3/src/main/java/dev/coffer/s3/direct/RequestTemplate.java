package dev.coffer.s3.direct;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * How an object is addressed and its requests are signed, taken from a request that the SDK made:
 * so it reflects all options, variables, profiles and region rules that the SDK applied.
 *
 * @param start the request without the key, which is appended to its path
 * @param region the region for which it is signed
 */
record RequestTemplate(SdkHttpRequest start, String region) {
  /** The prefix of the headers of an object itself. */
  static final String METADATA = "x-amz-meta-";

  private static final String USER_AGENT = "User-Agent";
  private static final Pattern SIGNED =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=.+/\\d{8}/([^/]+)/s3/aws4_request,.*");

  /** Returns the template of a request; empty if it is not signed in the usual way. */
  static Optional<RequestTemplate> of(SdkHttpRequest sent, String key) {
    Matcher signed = SIGNED.matcher(sent.firstMatchingHeader("Authorization").orElse(""));
    String end = SdkHttpUtils.urlEncodeIgnoreSlashes(key);
    String path = sent.encodedPath();
    if (!signed.matches() || !path.endsWith("/" + end)) {
      return Optional.empty();
    }
    SdkHttpRequest.Builder start =
        SdkHttpRequest.builder()
            .protocol(sent.protocol())
            .host(sent.host())
            .port(sent.port())
            .method(sent.method())
            .encodedPath(path.substring(0, path.length() - end.length()));
    sent.firstMatchingHeader(USER_AGENT).ifPresent(agent -> start.putHeader(USER_AGENT, agent));
    return Optional.of(new RequestTemplate(start.build(), signed.group(1)));
  }

  /** Returns a request for an object, to be signed. */
  SdkHttpRequest.Builder to(SdkHttpMethod method, String key) {
    return start.toBuilder()
        .method(method)
        .encodedPath(start.encodedPath() + SdkHttpUtils.urlEncodeIgnoreSlashes(key));
  }

  /** Returns a request for the bucket, to be signed. */
  SdkHttpRequest.Builder toBucket(SdkHttpMethod method) {
    String path = start.encodedPath();
    boolean isNamed = path.length() > 1;
    return start.toBuilder()
        .method(method)
        .encodedPath(isNamed ? path.substring(0, path.length() - 1) : path);
  }

  /** Returns whether signatures cover bodies, as those of the SDK do without TLS. */
  boolean signsBodies() {
    return start.protocol().equals("http");
  }
}
