package dev.coffer.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example as its page starts it, with a port of its own, and a client. */
final class ExampleProcess implements AutoCloseable {
  /** For processes that do little. */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final String address;

  private ExampleProcess(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  static ExampleProcess start(Path directory, List<String> command, Map<String, String> variables)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(variables);
    builder.environment().put("JAVA_TOOL_OPTIONS", QUICK_START);
    Process process = builder.start();
    StringBuilder seen = new StringBuilder();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.append(line).append('\n');
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        drain(lines);
        return new ExampleProcess(process, "http://localhost:" + port.group(1));
      }
    }
    throw new AssertionError("it did not start:\n" + seen);
  }

  private static void drain(BufferedReader lines) {
    Thread thread = new Thread(() -> lines.lines().forEach(line -> {}), "output of the example");
    thread.setDaemon(true);
    thread.start();
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  int status(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(method, path, body, headers).statusCode();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
