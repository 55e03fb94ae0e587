package dev.coffer.testkit.s3;

import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.remote.Lie;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** The response to a GET or HEAD request for an object. */
final class ObjectDownload {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final S3Request request;
  private final byte[] object;
  private final Lie lie;

  ObjectDownload(S3Request request, byte[] object, Lie lie) {
    this.request = request;
    this.object = object;
    this.lie = lie;
  }

  static String etag(byte[] object) {
    return "\"" + Integer.toHexString(Arrays.hashCode(object)) + "\"";
  }

  HttpAnswer answer() {
    Matcher range = RANGE.matcher(request.http().header("Range").orElse(""));
    if (range.matches() && lie != Lie.RANGE_IGNORED) {
      return part(range);
    }
    Map<String, String> headers = head();
    headers.put("x-amz-checksum-crc32", crc32());
    boolean look = request.method().equals("HEAD");
    boolean chunked = lie == Lie.LENGTH_MISSING || (lie == Lie.LENGTH_ONLY_WHEN_LOOKED_AT && !look);
    return chunked
        ? new HttpAnswer(200, headers, new Chunks())
        : HttpAnswer.of(200, headers, object);
  }

  private Map<String, String> head() {
    Map<String, String> headers = new LinkedHashMap<>(ObjectListing.time());
    headers.put("ETag", etag(object));
    headers.put("Content-Type", "binary/octet-stream");
    return headers;
  }

  private HttpAnswer part(Matcher range) {
    int asked = Integer.parseInt(range.group(1));
    if (asked >= object.length) {
      return Xml.error(416, "InvalidRange", "there are no such bytes");
    }
    int last = range.group(2).isEmpty() ? object.length - 1 : Integer.parseInt(range.group(2));
    int length = Math.min(last, object.length - 1) - asked + 1;
    boolean right = lie != Lie.RANGE_FROM_THE_START && lie != Lie.RANGE_UNNAMED;
    int first = right ? asked : 0;
    byte[] part = Arrays.copyOfRange(object, first, first + length);
    if (lie == Lie.RANGE_CHANGED) {
      part[0] ^= 1;
    }
    Map<String, String> headers = head();
    if (lie != Lie.RANGE_UNNAMED) {
      headers.put(
          "Content-Range", "bytes " + first + "-" + (first + length - 1) + "/" + object.length);
    }
    return HttpAnswer.of(206, headers, part);
  }

  private String crc32() {
    CRC32 sum = new CRC32();
    sum.update(object);
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A body without a stated length. */
  private final class Chunks implements HttpAnswer.Body {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(object);
    }
  }
}
