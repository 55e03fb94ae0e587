package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.ReceivedRequest;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, checked by the reference library. */
class SignatureTest {
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private static List<ReceivedRequest> requests(boolean batched) {
    try (FakeReceiver receiver = new FakeReceiver()) {
      List<WebHook> hooks = List.of(Hooks.to(receiver).secret(OLD + " " + NEW).build());
      InMemoryFileStore below = new InMemoryFileStore();
      try (FileStore store =
          batched
              ? new BatchedWebHookFileStore(below, new InMemoryEventLog(), hooks)
              : new WebHookFileStore(below, new InMemoryEventLog(), hooks)) {
        store.write("a", "caf\u00e9 \ud83d\ude80");
        store.delete("b");
        store.write("large", "x".repeat(2 << 20));
      }
      return receiver.requests();
    }
  }

  private static void verify(ReceivedRequest request, String secret) throws Exception {
    Map<String, List<String>> headers =
        request.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
    new Webhook(secret)
        .verify(request.text(), HttpHeaders.of(headers, (name, value) -> true).map());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachRequestIsSignedWithEachSecret(boolean batched) throws Exception {
    List<ReceivedRequest> requests = requests(batched);
    assertThat(requests).isNotEmpty();
    for (ReceivedRequest request : requests) {
      verify(request, OLD);
      verify(request, NEW);
      assertThatThrownBy(() -> verify(request, OTHER))
          .isInstanceOf(WebhookVerificationException.class);
      assertThat(request.header("webhook-id")).isEqualTo(request.header("idempotency-key"));
    }
  }

  @Test
  void whatIsNoSecretIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> WebHook.builder("http://h/").secret("whsec_p@ssword"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("p@ss");
  }
}
