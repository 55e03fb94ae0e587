package com.example.azure;

import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpRequest;
import dev.coffer.testkit.remote.Lie;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a request for a blob.
 *
 * @param bytes of the blob
 * @param lie what is sent instead of the truth
 */
record HostileBlob(byte[] bytes, Lie lie) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  HttpAnswer answer(HttpRequest request) throws IOException {
    boolean look = request.method().equals("HEAD");
    String asked = request.header("x-ms-range").or(() -> request.header("Range")).orElse("");
    Matcher range = RANGE.matcher(asked);
    if (!look && range.matches() && lie != Lie.RANGE_IGNORED) {
      return part(range);
    }
    boolean chunked = lie == Lie.LENGTH_MISSING || (lie == Lie.LENGTH_ONLY_WHEN_LOOKED_AT && !look);
    return chunked
        ? new HttpAnswer(200, head(bytes), new Chunks(bytes))
        : HttpAnswer.of(200, head(bytes), bytes);
  }

  static Map<String, String> head(byte[] bytes) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", "\"0x" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"");
    headers.put("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT");
    headers.put("Content-Type", "binary/octet-stream");
    headers.put("x-ms-blob-type", "BlockBlob");
    return headers;
  }

  private HttpAnswer part(Matcher range) {
    int asked = Integer.parseInt(range.group(1));
    int last = range.group(2).isEmpty() ? bytes.length - 1 : Integer.parseInt(range.group(2));
    int length = Math.min(last, bytes.length - 1) - asked + 1;
    boolean right = lie != Lie.RANGE_FROM_THE_START && lie != Lie.RANGE_UNNAMED;
    int first = right ? asked : 0;
    byte[] part = Arrays.copyOfRange(bytes, first, first + length);
    Map<String, String> headers = head(bytes);
    headers.put("Content-MD5", md5(part));
    if (lie == Lie.RANGE_CHANGED) {
      part[0] ^= 1;
    }
    if (lie != Lie.RANGE_UNNAMED) {
      headers.put(
          "Content-Range", "bytes " + first + "-" + (first + length - 1) + "/" + bytes.length);
    }
    return lie == Lie.LENGTH_MISSING || lie == Lie.LENGTH_ONLY_WHEN_LOOKED_AT
        ? new HttpAnswer(206, headers, new Chunks(part))
        : HttpAnswer.of(206, headers, part);
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has it", e);
    }
  }

  /** A body that does not tell its length. */
  private record Chunks(byte[] bytes) implements HttpAnswer.Body {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }
}
