package dev.coffer.spi;

import dev.coffer.text.JsonText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the file of a lease says.
 *
 * @param holder who has it, or had it last; no two holders have the same text
 * @param epoch how often it changed hands, from 1
 * @param until when it ends unless it is renewed, by the clock of the holder
 */
record LeaseTerms(String holder, long epoch, Instant until) {
  private static final int TOKEN = 8;

  /** Returns a text for a new holder: process, host and a random token. */
  static String newHolder() {
    return ProcessHandle.current().pid()
        + "@"
        + host()
        + "/"
        + UUID.randomUUID().toString().substring(0, TOKEN);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Returns the terms of the next holder. */
  LeaseTerms next(String other, Instant end) {
    return new LeaseTerms(other, epoch + 1, end);
  }

  /** Returns the same terms with another end. */
  LeaseTerms until(Instant end) {
    return new LeaseTerms(holder, epoch, end);
  }

  String text() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("holder", holder);
    fields.put("epoch", epoch);
    fields.put("until", until);
    return JsonText.object(fields) + "\n";
  }

  /**
   * Reads the text of a lease.
   *
   * @throws IllegalArgumentException if it is none
   */
  static LeaseTerms parse(String text) {
    Map<String, Object> fields = JsonText.read(text);
    try {
      return new LeaseTerms(
          field(fields, "holder"),
          Long.parseLong(field(fields, "epoch")),
          Instant.parse(field(fields, "until")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String field(Map<String, Object> fields, String name) {
    return fields.getOrDefault(name, "").toString();
  }
}
