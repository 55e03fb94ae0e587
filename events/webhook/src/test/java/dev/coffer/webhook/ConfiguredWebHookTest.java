package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.FileEvents;
import dev.coffer.event.ReceiverState;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConfiguredWebHookTest {
  @TempDir Path directory;

  private final FakeReceiver receiver = new FakeReceiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void aUriNamesTheReceiver() {
    String uri = "file:" + directory + "?webhook.url=" + receiver.uri() + "/x";
    try (FileStore store = FileStores.open(uri)) {
      assertThat(store).hasToString("Observed(WebHook(Local(file:" + directory + ")))");
      store.write("a", "1");
    }
    assertThat(receiver.requests()).hasToString("[POST /x/a]");
    assertThat(directory.resolve(".coffer/state/events/outbox.db")).exists();
  }

  @Test
  void anOutboxForNoEventIsRefused() {
    for (String place : List.of("memory", "durable")) {
      String uri = "file:" + directory + "?outbox.max=0&outbox=" + place;
      assertThatThrownBy(() -> FileStores.open(uri))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("outbox.max must be at least 1");
    }
  }

  @Test
  void aUriNamesSeveralReceiversAndADeadOneHoldsUpNoOther() throws InterruptedException {
    try (FakeReceiver other = new FakeReceiver();
        FakeReceiver dead = new FakeReceiver()) {
      dead.answer(request -> Reply.hang());
      String urls = receiver.uri() + "/x%20" + dead.uri() + "/y%20" + other.uri() + "/z";
      String uri = "file:" + directory + "?webhook.close-timeout=1ms&webhook.url=" + urls;
      try (FileStore store = FileStores.open(uri)) {
        store.write("a", "1");
        assertThat(receiver.await(1)).hasToString("[POST /x/a]");
        assertThat(other.await(1)).hasToString("[POST /z/a]");
        assertThat(dead.await(1)).hasToString("[POST /y/a]");
      }
      try (FileStore store = FileStores.open("file:" + directory + "?outbox=durable")) {
        assertThat(store.unwrap(FileEventLog.class).orElseThrow().receivers())
            .hasSize(3)
            .filteredOn(state -> state.pending() > 0)
            .extracting(ReceiverState::receiver)
            .contains(WebHook.builder(dead.uri() + "/y").build().toString());
      }
    }
  }

  @Test
  void theBuilderNamesTheReceiver() {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .type("memory")
            .webHookUrl(receiver.uri() + "/x")
            .webHookHeaders(Map.of("X-A", "\"\u00fc"))
            .webHookBatch(true)
            .environment(Map.of())
            .build();
    try (FileStore store = FileStores.open(config)) {
      assertThat(store.toString()).contains("BatchedWebHook(Memory(");
      store.write("a", "1");
    }
    assertThat(receiver.requests()).hasToString("[POST /x]");
    assertThat(receiver.requests().get(0).text())
        .isEqualTo("[{\"method\":\"POST\",\"path\":\"a\",\"content\":\"1\"}]");
  }

  @Test
  void theEnvironmentNamesTheReceiver() {
    Map<String, String> environment =
        Map.of(
            "FILE_STORE", "local",
            "FILE_STORE_PATH", directory.toString(),
            "FILE_STORE_WEB_HOOK_URL", receiver.uri() + "/x",
            "FILE_STORE_WEB_HOOK_HEADERS", "{\"X-A\": \"b\"}",
            "SESSION_API_KEY", "key");
    try (FileStore store = FileStores.fromEnvironment(environment)) {
      store.write("a", "1");
    }
    assertThat(receiver.requests().get(0).header("x-a")).contains("b");
  }

  private Optional<String> sessionKey(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("FILE_STORE", "memory");
    environment.put("FILE_STORE_WEB_HOOK_URL", receiver.uri() + "/x");
    environment.put("SESSION_API_KEY", "key");
    try (FileStore store = FileStores.fromEnvironment(environment)) {
      store.write("a", "1");
    }
    return receiver.requests().get(0).header("x-session-api-key");
  }

  @Test
  void theSessionsKeyIsSentWhereNoHeadersAreGiven() {
    assertThat(sessionKey(Map.of())).contains("key");
  }

  @Test
  void theSessionsKeyIsNotSentToWhomHeadersAreGiven() {
    assertThat(sessionKey(Map.of("FILE_STORE_WEB_HOOK_HEADERS", "{\"A\": \"b\"}"))).isEmpty();
  }

  @Test
  void noHeadersAreGivenHeadersToo() {
    assertThat(sessionKey(Map.of("FILE_STORE_WEB_HOOK_HEADERS", "{}"))).isEmpty();
    receiver.forget();
    FileStoreConfig config =
        FileStoreConfig.builder()
            .type("memory")
            .webHookUrl(receiver.uri() + "/x")
            .webHookHeaders(Map.of())
            .environment(Map.of("SESSION_API_KEY", "key"))
            .build();
    try (FileStore store = FileStores.open(config)) {
      store.write("a", "1");
    }
    assertThat(receiver.requests().get(0).header("x-session-api-key")).isEmpty();
  }

  @Test
  void anOutboxAloneAnnouncesInThisProcess() {
    try (FileStore store = FileStores.open("memory:?outbox=memory")) {
      assertThat(store.unwrap(FileEvents.class)).isPresent();
      store.write("a", "1");
      assertThat(store.unwrap(FileEventLog.class).orElseThrow().events(0, 10)).hasSize(1);
    }
  }

  @Test
  void whatCannotWorkIsRefused() {
    refused("webhook.url", "ftp://h/", "http://HOST/");
    refused("webhook.url", "http://u:secret@h/", "must not contain credentials");
    refused("webhook.url", "http://h/ http://u:secret@h/", "must not contain credentials");
    refused("webhook.url", "http://h/ http://h/", "receivers 1 and 2 have the same name");
    refused("webhook.url", "http://h/my hook/", "write a space within a URL as %20");
    refused("webhook.url", "https://my_app/", "use another name for https");
    refused("webhook.url", "http://a b:1/", "write a space within a URL as %20");
    refused("webhook.url", "http://h:99999/", "optionally with :PORT");
    refused("webhook.headers", "[1]", "webhook.headers must be a JSON object of strings");
    refused("webhook.headers", "{\"a\": 1}", "webhook.headers must be a JSON object of strings");
    refused("webhook.headers", "{\"secret", "webhook.headers must be a JSON object of strings");
    refused("webhook.headers", "{\"Host\": \"secret\"}", "the header 'Host' cannot be sent");
    refused("webhook.headers", "{\"A\": \"secret\\r\\nB: c\"}", "the header 'A' cannot be sent");
    refused("webhook.headers", "{\"Bearer secret\": \"x\"}", "a header cannot be sent");
    refused("webhook.headers", "{\"secret1\": \"x\\n\"}", "a header cannot be sent");
    refused("webhook.secret", "secret!", "webhook.secret must be base64");
    refused("webhook.retry.attempts", "0", "at least 1");
    refused("webhook.ca-file", "/none", "webhook.key-store cannot be read");
  }

  @Test
  void aValueOfAVariableIsRefusedWithItsName() {
    for (String[] variable :
        new String[][] {
          {"COFFER_WEBHOOK_HEADERS", "[secret!]"},
          {"COFFER_WEBHOOK_HEADERS", "{\"Host\": \"secret!\"}"},
          {"COFFER_WEBHOOK_SECRET", "secret!"},
          {"COFFER_WEBHOOK_CA_FILE", "/none"},
          {"SESSION_API_KEY", "secret!\n"}
        }) {
      FileStoreConfig config =
          FileStoreConfig.builder()
              .type("memory")
              .webHookUrl("http://localhost:1/")
              .environment(Map.of(variable[0], variable[1]))
              .build();
      assertThatThrownBy(() -> FileStores.open(config))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("(environment variable " + variable[0] + ")")
          .hasMessageNotContaining("secret!");
    }
  }

  private static void refused(String option, String value, String message) {
    FileStoreConfig.Builder builder =
        FileStoreConfig.builder().type("memory").environment(Map.of());
    if (!option.equals("webhook.url")) {
      builder.webHookUrl("http://localhost:1/");
    }
    FileStoreConfig config = builder.option(option, value).build();
    assertThatThrownBy(() -> FileStores.open(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret!")
        .hasMessageNotContaining("u:secret");
  }

  @Test
  void anOutboxThatIsNoneIsRefused() throws Exception {
    Path state = directory.resolve(".coffer/state/events");
    Files.createDirectories(state);
    Files.writeString(state.resolve("outbox.db"), "no database, but long enough to be looked at");
    assertThatThrownBy(() -> FileStores.open("file:" + directory + "?outbox=durable"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("outbox.db");
  }
}
