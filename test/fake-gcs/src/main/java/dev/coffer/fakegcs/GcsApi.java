package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHandler;
import dev.coffer.testkit.http.HttpRequest;
import java.io.IOException;
import java.util.List;

/**
 * Routes each request to its handler.
 *
 * <p>Documentation: {@code json_api/v1} and {@code request-endpoints}.
 */
final class GcsApi implements HttpHandler {
  private final Access access;
  private final BucketCalls buckets;
  private final ObjectCalls objects;
  private final Uploads uploads;
  private final Downloads downloads;
  private final Rewrites rewrites;
  private final Compositions compositions;
  private final Batches batches;
  private final SignedUrls signed;
  private final Cloud cloud;

  /** Creates an API that passes calls in batches to {@code batched}. */
  GcsApi(
      Cloud cloud,
      Access access,
      Signatures signatures,
      Uploads uploads,
      Rewrites rewrites,
      HttpHandler batched) {
    this.cloud = cloud;
    this.access = access;
    this.uploads = uploads;
    this.rewrites = rewrites;
    signed = new SignedUrls(cloud, signatures);
    buckets = new BucketCalls(cloud);
    objects = new ObjectCalls(cloud);
    downloads = new Downloads(cloud);
    compositions = new Compositions(cloud);
    batches = new Batches(batched);
  }

  @Override
  public HttpAnswer answer(HttpRequest request) throws IOException {
    try {
      return SignedUrls.isSigned(request)
          ? signed.answer(request)
          : routed(ApiCall.of(request.decompressed(), access));
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (IllegalArgumentException e) {
      return Refusal.invalid("Invalid request: " + e.getMessage()).answer();
    }
  }

  private HttpAnswer routed(ApiCall call) throws IOException {
    Unmodelled.check(call);
    String place = place(call.path());
    return switch (call.method() + " " + place) {
      case "POST batch/storage/v1" -> batches.answer(call);
      case "GET storage/v1/b" -> buckets.list(call);
      case "POST storage/v1/b" -> buckets.insert(call);
      case "GET storage/v1/b/*" -> buckets.get(call);
      case "PATCH storage/v1/b/*" -> buckets.patch(call);
      case "DELETE storage/v1/b/*" -> buckets.delete(call);
      case "GET storage/v1/b/*/iam/testPermissions" -> buckets.testPermissions(call);
      case "GET storage/v1/b/*/o" -> Listing.list(cloud, call);
      case "POST upload/storage/v1/b/*/o" -> uploads.insert(call);
      case "PUT upload/storage/v1/b/*/o" -> uploads.put(call);
      case "DELETE upload/storage/v1/b/*/o" -> uploads.cancel(call);
      case "GET download/storage/v1/b/*/o/*" -> downloads.get(call);
      case "GET storage/v1/b/*/o/*" ->
          call.query().get("alt").filter("media"::equals).isPresent()
              ? downloads.get(call)
              : objects.get(call);
      case "PATCH storage/v1/b/*/o/*" -> objects.patch(call);
      case "PUT storage/v1/b/*/o/*" -> objects.update(call);
      case "DELETE storage/v1/b/*/o/*" -> objects.delete(call);
      case "POST storage/v1/b/*/o/*/rewriteTo/b/*/o/*" -> rewrites.rewrite(call);
      case "POST storage/v1/b/*/o/*/restore" -> objects.restore(call);
      case "POST storage/v1/b/*/o/*/compose" -> compositions.compose(call);
      default -> throw Refusal.notModelled(call.method() + " " + place);
    };
  }

  /** Returns a path without the names of buckets and objects. */
  private static String place(List<String> path) {
    StringBuilder place = new StringBuilder();
    String before = "";
    for (int i = 0; i < path.size(); i++) {
      boolean name = (before.equals("b") || before.equals("o")) && i > 2;
      before = name ? "*" : path.get(i);
      place.append(i == 0 ? "" : "/").append(before);
    }
    return place.toString();
  }
}
