package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Capability;
import dev.coffer.DownloadOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.PresignedUrl;
import dev.coffer.PresignedUrls;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEvents;
import dev.coffer.event.InMemoryEventLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** URLs with which anyone can read or write one file; skipped if the store cannot sign them. */
interface SignedUrlCases extends RemoteStoreUnderTest {
  /** The validity of a URL in these cases. */
  Duration HOUR = Duration.ofHours(1);

  private static PresignedUrls urls(FileStore store) {
    Capability signing = Capability.PRESIGNED_URLS;
    assumeTrue(store.capabilities().has(signing), () -> "the store has no " + signing);
    return store.unwrap(PresignedUrls.class).orElseThrow();
  }

  /** Uses a URL with its headers, except for the content type of a write. */
  private static HttpResponse<String> send(PresignedUrl url, String type, String body)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.uri());
    url.headers()
        .forEach(
            (name, value) ->
                request.header(name, name.equalsIgnoreCase("Content-Type") ? type : value));
    if (url.method().equals("PUT")) {
      request.PUT(HttpRequest.BodyPublishers.ofString(body));
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  default void aSignedUrlReadsOneFile() throws Exception {
    try (FileStore store = open(server())) {
      store.write("d/ä b", "hello");
      PresignedUrl url = urls(store).forReading(FilePath.of("d/ä b"), HOUR);
      assertThat(send(url, "", "").body()).isEqualTo("hello");
      assertThat(url.toString()).doesNotContain("Signature").contains("?***");
    }
  }

  @Test
  default void aSignedUrlNamesTheFileThatABrowserSaves() throws Exception {
    try (FileStore store = open(server())) {
      store.write("a", "hello");
      for (String name : List.of("a b.txt", "say \"hi\" & go;.txt", "größe 100% 🎉.pdf")) {
        DownloadOptions options = DownloadOptions.DEFAULTS.attachment(name);
        PresignedUrl url = urls(store).forReading(FilePath.of("a"), HOUR, options);
        HttpResponse<String> answer = send(url, "", "");
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue("Content-Disposition"))
            .isEqualTo(options.contentDisposition());
      }
    }
  }

  @Test
  default void aSignedUrlGivesAFileAnotherType() throws Exception {
    try (FileStore store = open(server())) {
      store.write("a", "hello");
      DownloadOptions options = DownloadOptions.DEFAULTS.contentType("application/pdf");
      PresignedUrl url = signedIfSupported(store, options);
      assertThat(send(url, "", "").headers().firstValue("Content-Type"))
          .contains("application/pdf");
    }
  }

  @Test
  default void aSignedUrlSaysHowLongAnAnswerIsKept() throws Exception {
    try (FileStore store = open(server())) {
      store.write("a", "hello");
      DownloadOptions options = DownloadOptions.DEFAULTS.cacheControl("private, max-age=60");
      PresignedUrl url = signedIfSupported(store, options);
      assertThat(send(url, "", "").headers().firstValue("Cache-Control"))
          .contains("private, max-age=60");
    }
  }

  private static PresignedUrl signedIfSupported(FileStore store, DownloadOptions options) {
    try {
      return urls(store).forReading(FilePath.of("a"), HOUR, options);
    } catch (UnsupportedFeatureException e) {
      return abort(e.hint() + ": this service has no such header of an answer");
    }
  }

  @Test
  default void nobodyButTheSignerChoosesTheHeadersOfAnAnswer() throws Exception {
    try (FileStore store = open(server())) {
      store.write("a", "hello");
      DownloadOptions options = DownloadOptions.DEFAULTS.attachment("hers.txt");
      PresignedUrl url = urls(store).forReading(FilePath.of("a"), HOUR, options);
      URI other = URI.create(url.uri().toString().replace("hers.txt", "mine.txt"));
      PresignedUrl forged = new PresignedUrl(other, "GET", url.headers(), url.expires());
      assertThat(send(forged, "", "").statusCode()).isEqualTo(403);
    }
  }

  @Test
  default void anUploadByASignedUrlIsAnnouncedOnceItHasArrived() throws Exception {
    InMemoryEventLog log = new InMemoryEventLog();
    try (FileStore store = new AnnouncingFileStore(open(server()), log)) {
      FileStore view = store.scoped("users/ada");
      PresignedUrl url = urls(view).forWriting(FilePath.of("a"), HOUR, 5, "text/plain");
      FileEvents events = view.unwrap(FileEvents.class).orElseThrow();
      assertThatThrownBy(() -> events.announce("a")).isInstanceOf(NotFoundException.class);
      assertThat(send(url, "text/plain", "hello").statusCode()).isEqualTo(200);
      assertThat(log.events(0, 10)).isEmpty();
      assertThat(events.announce("a").size()).isEqualTo(5);
      assertThat(log.events(0, 10))
          .singleElement()
          .satisfies(event -> assertThat(event.path()).hasToString("users/ada/a"))
          .satisfies(event -> assertThat(event.size()).hasValue(5));
    }
  }

  @Test
  default void aSignedUrlWritesOneFileOfTheSizeAndTypeThatWereSigned() throws Exception {
    try (FileStore store = open(server())) {
      PresignedUrl url = urls(store).forWriting(FilePath.of("a"), HOUR, 5, "text/plain");
      assertThat(send(url, "text/plain", "longer").statusCode()).isBetween(400, 403);
      assertThat(send(url, "text/html", "hello").statusCode()).isBetween(400, 403);
      assertThat(store.exists("a")).isFalse();
      assertThat(send(url, "text/plain", "hello").statusCode()).isEqualTo(200);
      assertThat(store.readString("a")).isEqualTo("hello");
      assertThat(store.stat("a").orElseThrow().contentType()).contains("text/plain");
    }
  }

  @Test
  default void aViewSignsItsOwnFilesAlone() throws Exception {
    try (FileStore store = open(server())) {
      store.write("u/ada/a", "hers");
      FileStore view = store.scoped("u/ada");
      PresignedUrls urls = urls(view);
      assertThat(send(urls.forReading(FilePath.of("a"), HOUR), "", "").body()).isEqualTo("hers");
      view.close();
      assertThatThrownBy(() -> urls.forReading(FilePath.of("a"), HOUR))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  default void aSignedUrlLivesSevenDaysAtMost() {
    try (FileStore store = open(server())) {
      PresignedUrls urls = urls(store);
      assertThatThrownBy(() -> urls.forReading(FilePath.of("a"), Duration.ofDays(8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
