package dev.coffer.redis;

import dev.coffer.delivery.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Makes entries of events: the arguments of XADD. */
record RedisEntries(String stream, OptionalLong maxLength) {
  byte[][] of(CloudEvent event) {
    List<String> words = new ArrayList<>();
    words.add(stream);
    maxLength.ifPresent(most -> words.addAll(List.of("MAXLEN", "~", Long.toString(most))));
    words.add("*");
    event.attributes().forEach((name, text) -> words.addAll(List.of(name, text)));
    words.addAll(List.of("datacontenttype", CloudEvent.DATA_TYPE, "data", event.data()));
    return words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }
}
