package dev.coffer.spring;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with its server, as a user runs it, and a client. */
final class RunningApplication implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;

  private RunningApplication(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RunningApplication start(
      WebApplicationType type, Class<?> source, Map<String, String> properties) {
    SpringApplication application = new SpringApplication(source);
    application.setWebApplicationType(type);
    application.setDefaultProperties(Map.of("logging.level.root", "warn", "server.port", "0"));
    return new RunningApplication(
        application.run(
            properties.entrySet().stream()
                .flatMap(each -> Stream.of("--" + each.getKey() + "=" + each.getValue()))
                .toArray(String[]::new)));
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  static String encoded(String path) {
    return Stream.of(path.split("/"))
        .map(each -> URLEncoder.encode(each, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  HttpResponse<byte[]> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:"
                        + context.getEnvironment().getProperty("local.server.port")
                        + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  @Override
  public void close() {
    context.close();
  }
}
