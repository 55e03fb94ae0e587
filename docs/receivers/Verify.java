import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the signature of a request: java Verify.java SECRET ID TIMESTAMP SIGNATURE < BODY */
final class Verify {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** Whether one of the signatures, separated by spaces, is that of the body, and it is not old. */
  static boolean isSigned(
      String secret, String id, String timestamp, String signatures, byte[] body, Instant now)
      throws GeneralSecurityException {
    Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(signed, now).abs().compareTo(TOLERANCE) > 0) {
      return false;
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    byte[] expected =
        ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)))
            .getBytes(StandardCharsets.UTF_8);
    return Arrays.stream(signatures.split(" "))
        .map(one -> one.getBytes(StandardCharsets.UTF_8))
        .anyMatch(one -> MessageDigest.isEqual(one, expected));
  }

  public static void main(String[] args) throws Exception {
    byte[] body = System.in.readAllBytes();
    System.exit(isSigned(args[0], args[1], args[2], args[3], body, Instant.now()) ? 0 : 1);
  }
}
