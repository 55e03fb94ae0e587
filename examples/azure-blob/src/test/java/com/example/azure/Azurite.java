package com.example.azure;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The emulator of the service, started once for all tests of a class and ended with them. It keeps
 * blobs in files: with all of them in memory, it answers nobody for minutes while it collects
 * garbage, every ten minutes.
 */
final class Azurite {
  static final String ACCOUNT = "devstoreaccount1";

  /** The key that everybody knows. */
  static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");
  private static final URI SERVER = start();

  private Azurite() {}

  /** Where it is, without the account. */
  static URI server() {
    return SERVER;
  }

  /** An endpoint as the option takes it. */
  static String endpoint(URI server) {
    return server + "/" + ACCOUNT;
  }

  static void createContainer(String name) {
    new BlobServiceClientBuilder()
        .endpoint(endpoint(SERVER))
        .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
        .buildClient()
        .createBlobContainerIfNotExists(name);
  }

  static FileStoreConfig.Builder config(URI server, String place) {
    return FileStoreConfig.builder()
        .uri("az://" + place)
        .option("account", ACCOUNT)
        .option("account-key", KEY)
        .option("endpoint", endpoint(server));
  }

  static FileStore open(FileStoreConfig.Builder config) {
    return FileStores.open(config.build());
  }

  private static URI start() {
    try {
      Path data = Files.createTempDirectory("azurite");
      Process process =
          new ProcessBuilder(
                  System.getProperty("azurite", "azurite-blob"),
                  "--blobHost",
                  "127.0.0.1",
                  "--blobPort",
                  "0",
                  "--disableTelemetry",
                  "--skipApiVersionCheck")
              .directory(data.toFile())
              .redirectErrorStream(true)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, data)));
      return address(process);
    } catch (IOException e) {
      throw new UncheckedIOException("npm install azurite, and name it by -Dazurite=", e);
    }
  }

  private static void end(Process process, Path data) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // What is left is in the directory for such files.
    }
  }

  private static URI address(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null) {
      Matcher address = LISTENS.matcher(line);
      if (address.find()) {
        Thread drain = new Thread(() -> lines.lines().forEach(each -> {}), "azurite");
        drain.setDaemon(true);
        drain.start();
        return URI.create(address.group(1));
      }
      line = lines.readLine();
    }
    throw new IOException("it ended without saying where it listens");
  }
}
