package com.example.agent;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A browser without a window that shows one page, and is asked what the page has. */
final class Chromium implements AutoCloseable {
  private static final String PROGRAM = "chromium";
  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final WebSocket page;
  private final BlockingQueue<String> answers;

  private Chromium(Process process, WebSocket page, BlockingQueue<String> answers) {
    this.process = process;
    this.page = page;
    this.answers = answers;
  }

  static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, PROGRAM)));
  }

  static Chromium show(String address, Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    PROGRAM,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    address))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    URI page = page(process.errorReader());
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(page, new Answers(answers))
            .join();
    return new Chromium(process, socket, answers);
  }

  /** Returns the address of the first page; the browser says its own on standard error. */
  private static URI page(BufferedReader errors) throws IOException, InterruptedException {
    String line = errors.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = errors.readLine();
    }
    if (line == null) {
      throw new IOException(PROGRAM + " did not start");
    }
    URI browser = URI.create(line.substring(LISTENING.length()));
    URI list = URI.create("http://" + browser.getAuthority() + "/json/list");
    Optional<URI> page = shown(list);
    while (page.isEmpty()) { // it listens before it shows one
      page = shown(list);
    }
    return page.get();
  }

  private static Optional<URI> shown(URI list) throws IOException, InterruptedException {
    String pages =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
            .body();
    for (JsonNode page : Json.MAPPER.readTree(pages)) {
      if (page.get("type").stringValue().equals("page")) {
        return Optional.of(URI.create(page.get("webSocketDebuggerUrl").stringValue()));
      }
    }
    return Optional.empty();
  }

  /** Puts together the parts of each answer. */
  private static final class Answers implements WebSocket.Listener {
    private final BlockingQueue<String> answers;
    private final StringBuilder parts = new StringBuilder();

    Answers(BlockingQueue<String> answers) {
      this.answers = answers;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        answers.add(parts.toString());
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  /** Returns the string that an expression of the page has, or that its promise becomes. */
  String evaluate(String script) throws InterruptedException {
    ObjectNode call = Json.object().put("id", 1).put("method", "Runtime.evaluate");
    call.putObject("params")
        .put("expression", script)
        .put("awaitPromise", true)
        .put("returnByValue", true);
    page.sendText(call.toString(), true).join();
    String answer = answers.poll(1, TimeUnit.MINUTES);
    if (answer == null) {
      throw new IllegalStateException("the page does not answer");
    }
    JsonNode value = Json.MAPPER.readTree(answer).path("result").path("result").path("value");
    return value.isString() ? value.stringValue() : "";
  }

  /** Waits until an expression of the page is true, whichever page it is by then. */
  void until(String expression) throws InterruptedException {
    String look =
        "new Promise(done => setTimeout(() => done(String(Boolean(" + expression + "))), 20))";
    boolean seen;
    do {
      seen = evaluate(look).equals("true");
    } while (!seen);
  }

  @Override
  public void close() {
    page.abort();
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(late -> kill()).join();
  }

  private Process kill() {
    return process.destroyForcibly();
  }
}
