package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpHead;
import dev.coffer.testkit.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The signatures of URLs, of version 4 with RSA.
 *
 * <p>Documentation: {@code authentication/signatures} and {@code
 * authentication/canonical-requests}.
 */
final class Signatures {
  private static final String ALGORITHM = "GOOG4-RSA-SHA256";
  private static final long LONGEST_SECONDS = 7 * 24 * 60 * 60;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();
  private final InstantSource clock;

  Signatures(InstantSource clock) {
    this.clock = clock;
  }

  void trust(String signer, PublicKey key) {
    keys.put(signer, key);
  }

  /** Refuses a request with an invalid or expired signature. */
  void verify(HttpRequest request) throws IOException {
    String[] target = request.target().split("\\?", 2);
    Query query = new Query(target[1]);
    String[] credential = query.required("X-Goog-Credential").split("/", 2);
    PublicKey key = keys.get(credential[0]);
    if (key == null || !query.required("X-Goog-Algorithm").equals(ALGORITHM)) {
      throw mismatch();
    }
    verifyTime(query);
    String signedHeaders = query.required("X-Goog-SignedHeaders");
    verifyNamed(request.head(), List.of(signedHeaders.split(";")));
    String canonical = canonical(request, target, signedHeaders);
    String text =
        String.join(
            "\n", ALGORITHM, query.required("X-Goog-Date"), credential[1], sha256(canonical));
    if (!isSigned(text, query.required("X-Goog-Signature"), key)) {
      throw mismatch();
    }
  }

  private void verifyTime(Query query) {
    Instant from;
    try {
      from = TIME.parse(query.required("X-Goog-Date"), Instant::from);
    } catch (DateTimeException e) {
      throw Refusal.invalid("Invalid X-Goog-Date");
    }
    long seconds = query.number("X-Goog-Expires").orElse(0);
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw Refusal.invalid("Invalid X-Goog-Expires");
    }
    if (clock.instant().isAfter(from.plusSeconds(seconds))) {
      throw Refusal.expired();
    }
  }

  /** The host and every extension header must be signed. */
  private static void verifyNamed(HttpHead head, List<String> signed) {
    boolean extensions =
        head.names().stream().filter(name -> name.startsWith("x-goog-")).allMatch(signed::contains);
    if (!extensions || !signed.contains("host")) {
      throw Refusal.invalid("A header was included in the request but not signed.");
    }
  }

  private static String canonical(HttpRequest request, String[] target, String signedHeaders)
      throws IOException {
    String query =
        Arrays.stream(target[1].split("&", -1))
            .filter(each -> !each.startsWith("X-Goog-Signature="))
            .sorted()
            .collect(Collectors.joining("&"));
    String headers =
        Arrays.stream(signedHeaders.split(";"))
            .map(name -> name + ":" + value(request.head(), name) + "\n")
            .collect(Collectors.joining());
    String payload = request.header("x-goog-content-sha256").orElse("UNSIGNED-PAYLOAD");
    return String.join("\n", request.method(), target[0], query, headers, signedHeaders, payload);
  }

  private static String value(HttpHead head, String name) {
    return head.header(name).orElse("").replaceAll("\\s+", " ");
  }

  private static boolean isSigned(String text, String signature, PublicKey key) {
    try {
      Signature rsa = Signature.getInstance("SHA256withRSA");
      rsa.initVerify(key);
      rsa.update(text.getBytes(StandardCharsets.UTF_8));
      return rsa.verify(HexFormat.of().parseHex(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Refusal mismatch() {
    return Refusal.forbidden(
        "Access denied. The request signature we calculated does not match the signature you"
            + " provided.");
  }
}
