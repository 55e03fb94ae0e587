package dev.coffer.testkit.s3;

import dev.coffer.FilePath;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.remote.Lie;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The response to a request for keys or for multipart uploads. */
final class ObjectListing {
  static final String PORTAL = "<html><body>Please log in</body></html>";
  private static final String MARKED = "2024-01-01T00:00:00.000Z";
  private static final String ENTRY =
      element("LastModified", MARKED) + element("ETag", "\"e\"") + element("Size", "1");

  private final S3Request request;
  private final Lie lie;
  private final boolean encoded;

  ObjectListing(S3Request request, Lie lie) {
    this.request = request;
    this.lie = lie;
    this.encoded = request.parameter("encoding-type").equals("url");
  }

  private static String element(String name, String text) {
    return Xml.element(name, text);
  }

  HttpAnswer ofKeys(Collection<String> keys) {
    return switch (lie) {
      case LISTING_UNREADABLE -> unreadable("ListBucketResult");
      case LISTING_OF_A_PORTAL -> Xml.answer(200, PORTAL);
      case LISTING_OF_A_REFUSAL -> Xml.error(200, "AccessDenied", "no");
      case TOKEN_MISSING -> page(keys, element("IsTruncated", "true"));
      case TRUNCATED_IN_OTHER_WORDS -> page(keys, element("IsTruncated", " 1 "));
      case TOKEN_REPEATED -> page(keys, truncated("again"));
      default -> page(keys, null);
    };
  }

  private static HttpAnswer unreadable(String root) {
    return Xml.answer(200, "<" + root + "><Contents><Key>a</Wrong></" + root + ">");
  }

  private static String truncated(String token) {
    return element("IsTruncated", "true") + element("NextContinuationToken", token);
  }

  private HttpAnswer page(Collection<String> keys, @Nullable String end) {
    int most = Integer.parseInt(request.query().getOrDefault("max-keys", "1000"));
    String start =
        request.query().getOrDefault("continuation-token", request.parameter("start-after"));
    TreeSet<String> names = new TreeSet<>(order());
    keys.stream().map(this::name).filter(name -> isListed(name, start)).forEach(names::add);
    StringBuilder page = new StringBuilder();
    Iterator<String> rest = names.iterator();
    String last = "";
    for (int count = 0; rest.hasNext() && count < most; count++) {
      last = rest.next();
      page.append(entry(last, keys.contains(last)));
    }
    if (lie == Lie.NAMES_OUT_OF_ORDER && !rest.hasNext()) {
      page.append(first(keys));
    }
    String honest = rest.hasNext() ? truncated(last) : element("IsTruncated", "false");
    return document("ListBucketResult", page + (end == null ? honest : end));
  }

  /** The first of all names, repeated. */
  private String first(Collection<String> keys) {
    String first =
        keys.stream().map(this::name).filter(name -> isListed(name, "")).min(order()).orElseThrow();
    return entry(first, keys.contains(first));
  }

  private Comparator<String> order() {
    return lie == Lie.KEYS_BY_UTF16 ? Comparator.naturalOrder() : FilePath::compareUtf8;
  }

  private boolean isListed(String name, String start) {
    boolean below = lie == Lie.KEYS_OUTSIDE || name.startsWith(request.parameter("prefix"));
    int least = lie == Lie.NAMES_AGAIN ? 0 : 1;
    boolean past =
        lie == Lie.TOKEN_REPEATED || Integer.signum(order().compare(name, start)) >= least;
    return below && past;
  }

  /** Returns a key, or the common prefix of keys up to the delimiter. */
  private String name(String key) {
    String delimiter = request.parameter("delimiter");
    int below = request.parameter("prefix").length();
    int end = delimiter.isEmpty() || key.length() < below ? -1 : key.indexOf(delimiter, below);
    return end < 0 ? key : key.substring(0, end + 1);
  }

  private String entry(String name, boolean isKey) {
    String entry = once(name, isKey);
    return lie == Lie.NAMES_TWICE ? entry + entry : entry;
  }

  private String once(String name, boolean isKey) {
    if (!isKey) {
      return "<CommonPrefixes>" + Xml.key("Prefix", name, encoded) + "</CommonPrefixes>";
    }
    String entry = contents(Xml.key("Key", name, encoded));
    return lie == Lie.KEYS_THAT_ARE_BYTES
        ? entry + contents(Xml.key("Key", name, encoded).replace("</", "%FF</"))
        : entry;
  }

  private static String contents(String key) {
    return "<Contents>" + key + ENTRY + "</Contents>";
  }

  private HttpAnswer document(String root, String content) {
    String encoding = encoded ? element("EncodingType", "url") : "";
    return Xml.answer(
        200, "<" + root + ">" + element("Name", "bucket") + encoding + content + "</" + root + ">");
  }

  /** Returns the uploads: none except those that a lie invents. */
  HttpAnswer ofUploads() {
    return switch (lie) {
      case LISTING_OF_A_REFUSAL -> Xml.error(200, "AccessDenied", "no");
      case LISTING_UNREADABLE -> unreadable("ListMultipartUploadsResult");
      case LISTING_OF_A_PORTAL -> Xml.answer(200, PORTAL);
      case TOKEN_MISSING -> uploads(element("IsTruncated", "true"));
      case TRUNCATED_IN_OTHER_WORDS -> uploads(element("IsTruncated", "yes"));
      case TOKEN_REPEATED ->
          uploads(
              element("IsTruncated", "true")
                  + element("NextKeyMarker", "k")
                  + element("NextUploadIdMarker", "u"));
      case KEYS_OUTSIDE ->
          uploads(
              "<Upload>"
                  + element("Key", "others/secret")
                  + element("UploadId", "id")
                  + element("Initiated", MARKED)
                  + "</Upload>");
      default -> uploads(element("IsTruncated", "false"));
    };
  }

  private HttpAnswer uploads(String content) {
    return document("ListMultipartUploadsResult", content);
  }

  /** Returns the header with the time of an object. */
  static Map<String, String> time() {
    return Map.of("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT");
  }
}
