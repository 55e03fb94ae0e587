package dev.coffer.replicate;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.FileStores;
import dev.coffer.spi.StoreLease;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A process that has a lease and deletes the files that it is told, a line each. */
final class LeaseHolder {
  /** Long enough that a busy machine renews it in time. */
  private static final Duration TERM = Duration.ofSeconds(6);

  private LeaseHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (FileStore store = FileStores.open(arguments[0]);
        StoreLease lease = StoreLease.take(store, "work", TERM);
        FileStore guarded = lease.guard(store);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("held");
      for (String path = lines.readLine(); path != null; path = lines.readLine()) {
        System.out.println(delete(guarded, path));
      }
    }
  }

  private static String delete(FileStore guarded, String path) {
    try {
      guarded.deleteFile(path);
      return "deleted";
    } catch (FileStoreException e) {
      return e.getMessage();
    }
  }
}
