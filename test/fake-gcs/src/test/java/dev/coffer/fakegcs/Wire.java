package dev.coffer.fakegcs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.http.Header;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A server with the bucket {@code box}, and a client of nothing but HTTP. */
final class Wire implements AutoCloseable {
  static final int BLOCK = 256 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  final FakeGcsServer server;

  /** Not the JDK's: that one loses, once in a million requests, the connection that it keeps. */
  private final CloseableHttpClient client =
      HttpClients.custom()
          .disableAutomaticRetries()
          .disableContentCompression()
          .disableRedirectHandling()
          .setDefaultRequestConfig(RequestConfig.custom().setNormalizeUri(false).build())
          .build();

  Wire() {
    this(new FakeGcsServer());
  }

  Wire(FakeGcsServer server) {
    this.server = server;
    server.createBucket("box");
  }

  /** What came back. */
  record Reply(int status, List<Header> headers, String text, int size) {
    JsonNode json() {
      return JSON.readTree(text);
    }

    /** A member of the answer, by its names from the outside. */
    String at(String... names) {
      JsonNode node = json();
      for (String name : names) {
        node = node.path(name);
      }
      return node.asString("");
    }

    String header(String name) {
      return headers(name).findFirst().orElse("");
    }

    Stream<String> headers(String name) {
      return headers.stream()
          .filter(header -> header.getName().equalsIgnoreCase(name))
          .map(Header::getValue);
    }

    String reason() {
      return json().path("error").path("errors").path(0).path("reason").asString("");
    }

    String message() {
      return at("error", "message");
    }

    /** One member of each item of a list. */
    List<String> each(String list, String member) {
      return StreamSupport.stream(json().path(list).spliterator(), false)
          .map(node -> member.isEmpty() ? node.asString() : node.path(member).asString())
          .toList();
    }
  }

  Reply send(String method, String target, byte[] body, String... headers) {
    URI uri = URI.create(target.startsWith("http") ? target : server.uri() + target);
    RequestBuilder request = RequestBuilder.create(method).setUri(uri);
    if (!method.equals("GET") && !method.equals("DELETE")) {
      request.setEntity(new ByteArrayEntity(body));
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.addHeader(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  private Reply send(HttpUriRequest request) {
    try (CloseableHttpResponse answer = client.execute(request)) {
      byte[] body =
          answer.getEntity() == null ? new byte[0] : answer.getEntity().getContent().readAllBytes();
      return new Reply(
          answer.getStatusLine().getStatusCode(),
          List.of(answer.getAllHeaders()),
          new String(body, StandardCharsets.UTF_8),
          body.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply get(String target, String... headers) {
    return send("GET", target, new byte[0], headers);
  }

  Reply delete(String target) {
    return send("DELETE", target, new byte[0]);
  }

  Reply post(String target, String json) {
    return send("POST", target, utf8(json), "Content-Type", "application/json");
  }

  Reply patch(String target, String json) {
    return send("PATCH", target, utf8(json), "Content-Type", "application/json");
  }

  /** Makes an object; the name may bring parameters. */
  Reply put(String name, String content) {
    return send("POST", "/upload/storage/v1/b/box/o?uploadType=media&name=" + name, utf8(content));
  }

  /** Begins a resumable upload; returns where it goes on. */
  String begin(String nameAndParameters, String json) {
    Reply reply =
        post("/upload/storage/v1/b/box/o?uploadType=resumable&name=" + nameAndParameters, json);
    if (reply.status() != 200) {
      throw new IllegalStateException(reply.toString());
    }
    return reply.header("Location");
  }

  /** A request of a resumable upload. */
  Reply chunk(String session, String range, byte[] content) {
    return send("PUT", session, content, "Content-Range", range);
  }

  Reply chunk(String session, String range) {
    return chunk(session, range, new byte[0]);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.close();
  }
}
