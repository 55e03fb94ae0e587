package com.example.azure;

import dev.coffer.FilePath;
import dev.coffer.testkit.remote.Lie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;

/**
 * The answer to a request for a listing.
 *
 * @param query the parameters of the request
 * @param lie what is sent instead of the truth
 */
record HostileBlobListing(Map<String, String> query, Lie lie) {

  String of(Collection<String> keys) {
    String marker = query.getOrDefault("marker", "");
    TreeSet<String> names = new TreeSet<>(order());
    keys.stream().map(this::name).filter(name -> isListed(name, marker)).forEach(names::add);
    int most = Integer.parseInt(query.getOrDefault("maxresults", "5000"));
    StringBuilder page = new StringBuilder();
    String last = "";
    int count = 0;
    for (String name : names) {
      if (count++ == most) {
        return document(page, last);
      }
      last = name;
      page.append(entry(name, keys.contains(name)));
    }
    if (lie == Lie.NAMES_OUT_OF_ORDER) {
      keys.stream()
          .map(this::name)
          .filter(name -> isListed(name, ""))
          .min(order())
          .ifPresent(name -> page.append(entry(name, keys.contains(name))));
    }
    return document(page, "");
  }

  private String document(CharSequence page, String next) {
    String marker = lie == Lie.TOKEN_REPEATED ? "again" : next;
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        + "<EnumerationResults ContainerName=\"container\"><Blobs>"
        + page
        + "</Blobs><NextMarker>"
        + escaped(marker)
        + "</NextMarker></EnumerationResults>";
  }

  private Comparator<String> order() {
    return lie == Lie.KEYS_BY_UTF16 ? Comparator.naturalOrder() : FilePath::compareUtf8;
  }

  private boolean isListed(String name, String marker) {
    boolean below = lie == Lie.KEYS_OUTSIDE || name.startsWith(query.getOrDefault("prefix", ""));
    int least = lie == Lie.NAMES_AGAIN ? 0 : 1;
    return below
        && (lie == Lie.TOKEN_REPEATED || Integer.signum(order().compare(name, marker)) >= least);
  }

  /** A key, or what it has in common with others up to the delimiter. */
  private String name(String key) {
    String delimiter = query.getOrDefault("delimiter", "");
    int below = query.getOrDefault("prefix", "").length();
    int end = delimiter.isEmpty() || key.length() < below ? -1 : key.indexOf(delimiter, below);
    return end < 0 ? key : key.substring(0, end + 1);
  }

  private String entry(String name, boolean isKey) {
    String named = named(name);
    String entry =
        isKey
            ? "<Blob>"
                + named
                + "<Properties><Last-Modified>Mon, 01 Jan 2024 00:00:00 GMT</Last-Modified>"
                + "<Etag>0x1</Etag><Content-Length>1</Content-Length>"
                + "<Content-Type>binary/octet-stream</Content-Type>"
                + "<BlobType>BlockBlob</BlobType></Properties></Blob>"
            : "<BlobPrefix>" + named + "</BlobPrefix>";
    return lie == Lie.NAMES_TWICE ? entry + entry : entry;
  }

  /** What XML cannot hold comes encoded. */
  private static String named(String name) {
    boolean plain = name.chars().allMatch(c -> c >= ' ' && c < 0xFFFE);
    return plain
        ? "<Name>" + escaped(name) + "</Name>"
        : "<Name Encoded=\"true\">"
            + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")
            + "</Name>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
  }
}
