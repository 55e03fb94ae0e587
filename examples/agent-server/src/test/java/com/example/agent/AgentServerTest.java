package com.example.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.agent.EventLog;
import dev.coffer.agent.SecretsStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgentServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final FileStore store = new InMemoryFileStore();
  private AgentServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        AgentServer.start(store, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address(path))
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(send("GET", path, "").body());
  }

  private String conversation() throws IOException, InterruptedException {
    String made =
        send("POST", "/api/conversations", "{\"initial_user_msg\":\"Hi 🎉\",\"repository\":\"o/r\"}")
            .body();
    return Json.MAPPER.readTree(made).get("conversation_id").stringValue();
  }

  @Test
  void aConversationIsCreatedRenamedFoundAndDeleted() throws Exception {
    assertThat(get("/api/conversations"))
        .hasToString("{\"results\":[],\"next_page_id\":null}");
    String id = conversation();
    assertThat(send("PATCH", "/api/conversations/" + id, "{\"title\":\"Tür\"}").body())
        .isEqualTo("true");
    JsonNode found = get("/api/conversations").get("results").get(0);
    assertThat(found.get("title").stringValue()).isEqualTo("Tür");
    assertThat(found.get("selected_repository").stringValue()).isEqualTo("o/r");
    assertThat(get("/api/conversations/" + id)).isEqualTo(found);
    assertThat(send("DELETE", "/api/conversations/" + id, "").body()).isEqualTo("true");
    assertThat(send("DELETE", "/api/conversations/" + id, "").body()).isEqualTo("false");
    assertThat(send("GET", "/api/conversations/" + id, "").statusCode()).isEqualTo(404);
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void conversationsComeInPages() throws Exception {
    for (int i = 0; i < 5; i++) {
      conversation();
    }
    JsonNode first = get("/api/conversations?limit=3");
    assertThat(first.get("results").size()).isEqualTo(3);
    String next = first.get("next_page_id").stringValue();
    assertThat(next).isEqualTo("Mw==");
    JsonNode second = get("/api/conversations?limit=3&page_id=Mw%3D%3D");
    assertThat(second.get("results").size()).isEqualTo(2);
    assertThat(second.get("next_page_id").isNull()).isTrue();
  }

  @Test
  void eventsAreSearchedInPagesOfUpToAHundred() throws Exception {
    String id = conversation();
    String events = "/api/conversations/" + id + "/events";
    for (int i = 1; i < 30; i++) {
      String event = "{\"source\":\"agent\",\"action\":\"run\",\"message\":\"" + i + "\"}";
      assertThat(send("POST", events, event).body())
          .isEqualTo("{\"success\":true,\"id\":" + i + "}");
    }
    JsonNode usual = get(events);
    assertThat(usual.get("events").size()).isEqualTo(20);
    assertThat(usual.get("has_more").booleanValue()).isTrue();
    JsonNode all = get(events + "?limit=100");
    assertThat(all.get("events").size()).isEqualTo(30);
    assertThat(all.get("has_more").booleanValue()).isFalse();
    assertThat(get(events + "?limit=0")).hasToString("{\"events\":[],\"has_more\":true}");
    JsonNode last = get(events + "?limit=1&reverse=true&source=agent&end_id=28");
    assertThat(last.get("events").get(0).get("id").intValue()).isEqualTo(28);
    assertThat(get(events + "?start_id=1&end_id=2").get("events").size()).isEqualTo(2);
    assertThat(get(events + "?source=user&query=hi").get("events").size()).isEqualTo(1);
    assertThat(get("/api/conversations/" + id + "/trajectory").get("trajectory").size())
        .isEqualTo(30);
  }

  @Test
  void whatARequestHasWrongIsSaid() throws Exception {
    String events = "/api/conversations/" + conversation() + "/events";
    for (String limit : new String[] {"101", "-1", "x"}) {
      HttpResponse<String> answer = send("GET", events + "?limit=" + limit, "");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("{\"error\":\"limit is a number from 0 to 100\"}");
    }
    assertThat(send("POST", events, "[]").statusCode()).isEqualTo(400);
    assertThat(send("POST", events, "{\"id\":7,\"action\":\"run\"}").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/api/conversations/none/events", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/api/conversations/..%2Fx/events", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/api/nothing", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/page/../Main.class", "").statusCode()).isEqualTo(404);
    HttpRequest form =
        HttpRequest.newBuilder(address("/api/conversations"))
            .POST(BodyPublishers.ofString("{}"))
            .header("Content-Type", "text/plain")
            .build();
    assertThat(client.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
  }

  @Test
  void settingsAreStoredAndShownWithoutKeys() throws Exception {
    assertThat(send("GET", "/api/settings", "").statusCode()).isEqualTo(404);
    send("POST", "/api/settings", "{\"llm_model\":\"m\",\"llm_api_key\":\"s3cret\"}");
    String shown = send("GET", "/api/settings", "").body();
    assertThat(shown).doesNotContain("s3cret").contains("\"llm_api_key_set\":true");
    send("POST", "/api/settings", "{\"llm_api_key\":\"**********\",\"language\":\"de\"}");
    assertThat(store.readString("settings.json"))
        .contains("\"language\":\"de\"")
        .contains("\"llm_api_key\":\"s3cret\"");
    HttpResponse<String> bad = send("POST", "/api/settings", "{\"max_iterations\":\"s3cret\"}");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("max_iterations").doesNotContain("s3cret");
  }

  @Test
  void secretsAreListedByName() throws Exception {
    send("POST", "/api/secrets", "{\"name\":\"K\",\"value\":\"s3cret\",\"description\":\"d\"}");
    assertThat(send("GET", "/api/secrets", "").body())
        .isEqualTo("{\"custom_secrets\":[{\"name\":\"K\",\"description\":\"d\"}]}");
    assertThat(SecretsStore.of(store, null).load().customSecrets()).containsKey("K");
    send("DELETE", "/api/secrets/K", "");
    assertThat(get("/api/secrets")).hasToString("{\"custom_secrets\":[]}");
  }

  @Test
  void aFollowerGetsEachEventOnceAndGoesOnWhereItWas() throws Exception {
    String id = conversation();
    EventLog log = EventLog.of(store, id, null);
    log.append("{\"action\":\"run\",\"message\":\"one\"}");
    HttpRequest request =
        HttpRequest.newBuilder(address("/api/conversations/" + id + "/follow"))
            .header("Last-Event-ID", "0")
            .build();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("id: 1");
      assertThat(lines.readLine()).startsWith("data: {").contains("one");
      assertThat(lines.readLine()).isEmpty();
      log.append("{\"action\":\"run\",\"message\":\"two\"}");
      assertThat(lines.readLine()).isEqualTo("id: 2");
      server.close();
    }
  }
}
