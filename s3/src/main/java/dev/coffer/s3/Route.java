package dev.coffer.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * How a read of an object is addressed and signed, taken from a request that the SDK made: so it
 * holds whatever options, variables, profiles and rules of regions the SDK went by.
 *
 * @param start the request but for the key, which its path ends with
 * @param region for which it is signed
 */
record Route(SdkHttpRequest start, String region) {
  private static final String USER_AGENT = "User-Agent";
  private static final Pattern SIGNED =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=.+/\\d{8}/([^/]+)/s3/aws4_request,.*");

  /** The route of a request; nothing when it is not signed in the usual way. */
  static Optional<Route> of(SdkHttpRequest sent, String key) {
    Matcher signed = SIGNED.matcher(sent.firstMatchingHeader("Authorization").orElse(""));
    String end = SdkHttpUtils.urlEncodeIgnoreSlashes(key);
    String path = sent.encodedPath();
    if (!signed.matches() || !path.endsWith("/" + end)) {
      return Optional.empty();
    }
    SdkHttpRequest.Builder start =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol(sent.protocol())
            .host(sent.host())
            .port(sent.port())
            .encodedPath(path.substring(0, path.length() - end.length()))
            .putHeader("x-amz-checksum-mode", "ENABLED");
    sent.firstMatchingHeader(USER_AGENT).ifPresent(agent -> start.putHeader(USER_AGENT, agent));
    return Optional.of(new Route(start.build(), signed.group(1)));
  }

  /** A read of an object, to be signed. */
  SdkHttpRequest to(String key) {
    return start.toBuilder()
        .encodedPath(start.encodedPath() + SdkHttpUtils.urlEncodeIgnoreSlashes(key))
        .build();
  }
}
