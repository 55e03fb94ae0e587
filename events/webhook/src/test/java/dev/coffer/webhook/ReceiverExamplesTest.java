package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.ReceivedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of signatures that the pages show take what is signed and nothing else. */
@Tag("example")
class ReceiverExamplesTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final Path EXAMPLES = Path.of("../../docs/receivers");

  private static ReceivedRequest signed() {
    try (FakeReceiver receiver = new FakeReceiver()) {
      WebHook hook = Hooks.to(receiver).secret(OTHER + " " + SECRET).build();
      try (FileStore store =
          new WebHookFileStore(new InMemoryFileStore(), new InMemoryEventLog(), List.of(hook))) {
        store.write("a", new byte[] {1, 2, (byte) 0xFF, 0});
      }
      return receiver.requests().get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"java Verify.java", "python3 verify.py", "node verify.mjs"})
  void whatIsSignedIsTakenAndNothingElse(String command) throws Exception {
    List<String> words = List.of(command.split(" ", -1));
    assumeTrue(isOnPath(words.get(0)), () -> "there is no " + words.get(0) + " on the path");
    ReceivedRequest request = signed();
    assertThat(run(words, SECRET, request, request.body())).isZero();
    assertThat(run(words, OTHER, request, request.body())).isZero();
    assertThat(run(words, SECRET, request, new byte[] {1})).isEqualTo(1);
    assertThat(run(words, "whsec_" + "B".repeat(32), request, request.body())).isEqualTo(1);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static int run(List<String> words, String secret, ReceivedRequest request, byte[] body)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(words);
    command.set(1, EXAMPLES.resolve(words.get(1)).toString());
    command.add(secret);
    for (String header : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
      command.add(request.header(header).orElseThrow());
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(body);
    }
    return process.waitFor();
  }
}
