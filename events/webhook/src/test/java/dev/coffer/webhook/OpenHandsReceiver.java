package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.testkit.ReceivedRequest;
import dev.coffer.testkit.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Applies the requests to a store of its own, one after the other. */
record OpenHandsReceiver(FileStore store) implements Function<ReceivedRequest, Reply> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public synchronized Reply apply(ReceivedRequest request) {
    if (request.header("content-type").filter("application/json"::equals).isPresent()
        && request.target().equals("/hook")) {
      JSON.readTree(request.body()).forEach(this::change);
    } else {
      String path =
          URI.create("http://x" + request.target()).getPath().substring("/hook/".length());
      if (request.method().equals("DELETE")) {
        store.delete(path);
      } else {
        store.write(path, request.body());
      }
    }
    return Reply.status(200);
  }

  private void change(JsonNode item) {
    String path = item.get("path").asString();
    if (item.get("method").asString().equals("DELETE")) {
      store.delete(path);
      return;
    }
    String content = item.get("content").asString();
    store.write(
        path,
        item.has("encoding")
            ? Base64.getDecoder().decode(content)
            : content.getBytes(StandardCharsets.UTF_8));
  }
}
