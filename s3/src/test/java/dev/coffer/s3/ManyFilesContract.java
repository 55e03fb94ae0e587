package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.ProxiedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A directory of many files is listed, walked and deleted to its end, a thousand at a request. */
abstract class ManyFilesContract {
  private static final int PAGE = 1000;

  abstract Server server();

  /** How many files there are. */
  abstract int files();

  @Test
  void aDirectoryOfManyFilesIsComplete() {
    Server server = server();
    String bucket = server.newBucket();
    List<String> names =
        IntStream.range(0, files()).mapToObj(i -> String.format(Locale.ROOT, "d/%06d", i)).toList();
    try (ChaosProxy network = new ChaosProxy(server.endpoint());
        S3FileStore store = server.at(network.uri()).in(bucket).prefix("p").build()) {
      fill(server, bucket, names);
      assertComplete(store, network, names);
      int gone = names.size() * 3 / 5;
      network.forgetRequests();
      store.deleteAll(names.subList(0, gone));
      assertThat(counts(network)).isEqualTo(Map.of("POST", pages(gone)));
      assertComplete(store, network, names.subList(gone, names.size()));
      network.forgetRequests();
      store.deleteDirectory("d");
      long left = pages(names.size() - gone);
      assertThat(counts(network)).isEqualTo(Map.of("GET", left, "POST", left));
      assertThat(store.list("")).containsExactly("d2/", "dd");
    }
  }

  private static void fill(Server server, String bucket, List<String> names) {
    try (S3FileStore store = server.in(bucket).prefix("p").build()) {
      for (int i = 0; i < names.size(); i += 10 * PAGE) {
        store.writeAll(
            names.subList(i, Math.min(i + 10 * PAGE, names.size())).stream()
                .collect(Collectors.toMap(Function.identity(), name -> new byte[] {1})));
      }
      store.writeAll(Map.of("d2/a", new byte[] {1}, "dd", new byte[] {2}));
    }
  }

  private static void assertComplete(S3FileStore store, ChaosProxy network, List<String> names) {
    network.forgetRequests();
    assertThat(store.list("d")).isEqualTo(names);
    assertThat(counts(network)).isEqualTo(Map.of("GET", pages(names.size())));
    network.forgetRequests();
    try (Stream<FileInfo> files = store.walk("d")) {
      assertThat(files.map(file -> file.path().toString()).toList()).isEqualTo(names);
    }
    assertThat(counts(network)).isEqualTo(Map.of("GET", pages(names.size())));
  }

  private static long pages(int files) {
    return (files + PAGE - 1L) / PAGE;
  }

  private static Map<String, Long> counts(ChaosProxy network) {
    return network.requests().stream()
        .collect(Collectors.groupingBy(ProxiedRequest::method, Collectors.counting()));
  }
}
