package dev.coffer.nats;

import dev.coffer.FilePath;
import dev.coffer.delivery.CloudEvent;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Makes messages of events, as the NATS binding of CloudEvents describes its binary mode. */
record NatsMessages(String prefix) {
  Message of(CloudEvent event) {
    Headers headers = new Headers();
    // One stream may store the subjects of several receivers: each of them gets the event.
    headers.put("Nats-Msg-Id", prefix + ":" + event.id());
    event.attributes().forEach((name, text) -> headers.put("ce-" + name, headerValue(text)));
    headers.put("content-type", CloudEvent.DATA_TYPE);
    return NatsMessage.builder()
        .subject(subject(event.path()))
        .headers(headers)
        .data(event.data().getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** Each segment of the path is a token of the subject. */
  String subject(FilePath path) {
    StringBuilder subject = new StringBuilder(prefix).append('.');
    for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
      if (b == '/') {
        subject.append('.');
      } else {
        append(subject, b, isPlain(b));
      }
    }
    return subject.toString();
  }

  private static boolean isPlain(byte b) {
    return b == '-' || b == '_' || (b > 0 && Character.isLetterOrDigit(b));
  }

  /** Encodes what a header cannot have, as the HTTP binding does. */
  private static String headerValue(String text) {
    StringBuilder value = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      append(value, b, b > 0x20 && b < 0x7f && b != '"' && b != '%');
    }
    return value.toString();
  }

  private static void append(StringBuilder text, byte b, boolean plain) {
    if (plain) {
      text.append((char) b);
    } else {
      text.append(String.format(Locale.ROOT, "%%%02X", b));
    }
  }
}
