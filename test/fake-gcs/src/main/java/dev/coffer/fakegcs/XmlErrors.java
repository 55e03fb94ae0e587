package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Error responses in the form of the XML API.
 *
 * <p>Documentation: {@code xml-api/reference-status}.
 */
final class XmlErrors {
  private XmlErrors() {}

  static HttpAnswer answer(Refusal refusal) {
    String xml =
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>"
            + code(refusal)
            + "</Code><Message>"
            + escaped(String.valueOf(refusal.getMessage()))
            + "</Message></Error>";
    return HttpAnswer.of(
        refusal.status(),
        Map.of("Content-Type", "application/xml; charset=UTF-8"),
        xml.getBytes(StandardCharsets.UTF_8));
  }

  private static String code(Refusal refusal) {
    return switch (refusal.status()) {
      case 400 -> refusal.reason().equals("expired") ? "ExpiredToken" : "InvalidArgument";
      case 403 -> "SignatureDoesNotMatch";
      case 404 -> refusal.reason().equals("noSuchBucket") ? "NoSuchBucket" : "NoSuchKey";
      case 412 -> "PreconditionFailed";
      case 416 -> "InvalidRange";
      default -> "NotImplemented";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
