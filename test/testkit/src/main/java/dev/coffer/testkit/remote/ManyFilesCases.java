package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
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

/**
 * A directory of many files is listed, walked and deleted completely, with many files per request.
 */
interface ManyFilesCases extends RemoteStoreUnderTest {
  /** The number of files per page of a listing. */
  int PAGE = 1000;

  @Test
  default void aDirectoryOfManyFilesIsComplete() {
    List<String> names =
        IntStream.range(0, manyFiles())
            .mapToObj(i -> String.format(Locale.ROOT, "d/%06d", i))
            .toList();
    try (ChaosProxy network = new ChaosProxy(server());
        FileStore store = open(network.uri())) {
      fill(names);
      assertComplete(store, network, names);
      int gone = names.size() * 3 / 5;
      network.forgetRequests();
      store.deleteAll(names.subList(0, gone));
      assertThat(counts(network)).isEqualTo(Map.of("POST", deletions(gone)));
      assertComplete(store, network, names.subList(gone, names.size()));
      network.forgetRequests();
      store.deleteDirectory("d");
      int left = names.size() - gone;
      assertThat(counts(network)).isEqualTo(Map.of("GET", pages(left), "POST", deletions(left)));
      assertThat(store.list("")).containsExactly("d2/", "dd");
    }
  }

  private void fill(List<String> names) {
    try (FileStore direct = open(server())) {
      for (int i = 0; i < names.size(); i += 10 * PAGE) {
        direct.writeAll(
            names.subList(i, Math.min(i + 10 * PAGE, names.size())).stream()
                .collect(Collectors.toMap(Function.identity(), name -> new byte[] {1})));
      }
      direct.writeAll(Map.of("d2/a", new byte[] {1}, "dd", new byte[] {2}));
    }
  }

  private static void assertComplete(FileStore store, ChaosProxy network, List<String> names) {
    network.forgetRequests();
    assertThat(store.list("d")).isEqualTo(names);
    assertThat(counts(network)).isEqualTo(Map.of("GET", pages(names.size())));
    network.forgetRequests();
    try (Stream<FileInfo> files = store.walk("d")) {
      assertThat(files.map(file -> file.path().toString()).toList()).isEqualTo(names);
    }
    assertThat(counts(network)).isEqualTo(Map.of("GET", pages(names.size())));
  }

  private long deletions(int files) {
    return (files + deletionsInARequest() - 1L) / deletionsInARequest();
  }

  private static long pages(int files) {
    return (files + PAGE - 1L) / PAGE;
  }

  private static Map<String, Long> counts(ChaosProxy network) {
    return network.requests().stream()
        .collect(Collectors.groupingBy(ProxiedRequest::method, Collectors.counting()));
  }
}
