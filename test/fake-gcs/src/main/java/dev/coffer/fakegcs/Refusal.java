package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import dev.coffer.testkit.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Thrown to refuse a request, in the form of Google's JSON errors.
 *
 * <p>Documentation: {@code json_api/v1/status-codes}.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String reason;

  /** The location of the fault in the request: its kind and its name; empty if there is none. */
  private final String[] place;

  private Refusal(int status, String reason, String message, String... place) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.place = place;
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "invalid", message);
  }

  static Refusal required(String parameter) {
    return new Refusal(400, "required", "Required parameter: " + parameter, "parameter", parameter);
  }

  static Refusal unauthenticated(String message) {
    return new Refusal(401, "authError", message, "header", "Authorization");
  }

  static Refusal loginRequired(String message) {
    return new Refusal(401, "required", message, "header", "Authorization");
  }

  static Refusal forbidden(String message) {
    return new Refusal(403, "forbidden", message);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, "notFound", message);
  }

  static Refusal noSuchBucket() {
    return new Refusal(404, "noSuchBucket", "The specified bucket does not exist.");
  }

  static Refusal noSuchObject(String bucket, String name) {
    return notFound("No such object: " + bucket + "/" + name);
  }

  static Refusal conflict(String message) {
    return new Refusal(409, "conflict", message);
  }

  static Refusal gone(String message) {
    return new Refusal(410, "gone", message);
  }

  static Refusal expired() {
    return new Refusal(400, "expired", "The provided token has expired.");
  }

  static Refusal conditionNotMet() {
    return new Refusal(
        412,
        "conditionNotMet",
        "At least one of the pre-conditions you specified did not hold.",
        "header",
        "If-Match");
  }

  static Refusal notModified() {
    return new Refusal(304, "notModified", "Not Modified");
  }

  static Refusal rangeNotSatisfiable() {
    return new Refusal(
        416, "requestedRangeNotSatisfiable", "Request range not satisfiable", "header", "Range");
  }

  static Refusal notModelled(String what) {
    return new Refusal(501, "notImplemented", "This server does not know " + what);
  }

  /** Returns the refusal of a busy or broken server. */
  static Refusal trouble(int status) {
    return switch (status) {
      case 401 -> unauthenticated("Invalid Credentials");
      case 403 -> forbidden("Forbidden");
      case 404 -> notFound("Not Found");
      case 408 -> new Refusal(408, "requestTimeout", "Request Timeout");
      case 412 -> conditionNotMet();
      case 429 ->
          new Refusal(
              429,
              "rateLimitExceeded",
              "The rate of requests is too high. Please reduce your request rate.");
      case 500 ->
          new Refusal(500, "backendError", "We encountered an internal error. Please try again.");
      case 502 -> new Refusal(502, "badGateway", "Bad Gateway");
      case 503 -> new Refusal(503, "backendError", "Backend Error");
      case 504 -> new Refusal(504, "gatewayTimeout", "Gateway Timeout");
      default -> new Refusal(status, "error" + status, "Error " + status);
    };
  }

  int status() {
    return status;
  }

  /** The kind of refusal, more specific than in the response. */
  String reason() {
    return reason;
  }

  HttpAnswer answer() {
    if (status == 304) {
      return HttpAnswer.of(304, Map.of(), new byte[0]);
    }
    Map<String, Object> error =
        members("code", (long) status, "message", message(), "errors", List.of(detail()));
    byte[] body = Json.write(Map.of("error", error)).getBytes(StandardCharsets.UTF_8);
    return HttpAnswer.of(status, Map.of("Content-Type", "application/json; charset=UTF-8"), body);
  }

  private Map<String, Object> detail() {
    Map<String, Object> detail =
        members("message", message(), "domain", domain(), "reason", toldReason());
    if (place.length > 0) {
      detail.put("locationType", place[0]);
      detail.put("location", place[1]);
    }
    return detail;
  }

  private String toldReason() {
    return status == 404 ? "notFound" : reason;
  }

  private String domain() {
    return status == 429 ? "usageLimits" : "global";
  }

  private String message() {
    return String.valueOf(getMessage());
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }
}
