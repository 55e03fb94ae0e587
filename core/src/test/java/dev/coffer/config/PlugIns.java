package dev.coffer.config;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Back ends and layers that are found by the service loader while a test runs. */
final class PlugIns {
  private PlugIns() {}

  /** Runs a call as if these lines stood in the services file of a jar on the class path. */
  static <T> T with(Path folder, String services, Supplier<T> call) {
    return with(folder, FileStoreProvider.class, services, call);
  }

  /** The same for any kind of service. */
  static <T> T with(Path folder, Class<?> service, String services, Supplier<T> call) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar(folder, service, services)}, before)) {
      thread.setContextClassLoader(loader);
      return call.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL jar(Path folder, Class<?> service, String services)
      throws IOException, MalformedURLException {
    Path file = folder.resolve("META-INF/services/" + service.getName());
    Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(file, services);
    return folder.toUri().toURL();
  }

  /** A store in a bucket, as object stores have them. */
  public static final class Bucket implements FileStoreProvider {
    static final Option<String> BUCKET =
        Option.text("bucket", "The bucket.").alsoFrom("BUCKET_NAME");
    static final Option<Secret> KEY = Option.secret("key", "The key.").alsoFrom("BUCKET_KEY");
    static final Option<Boolean> SECURE =
        Option.flag("secure", "Whether TLS is used.").orElse("on");

    /** For the service loader. */
    public Bucket() {}

    @Override
    public String type() {
      return "bucket_store";
    }

    @Override
    public Set<String> schemes() {
      return Set.of("bkt");
    }

    @Override
    public List<Option<?>> options() {
      return List.of(BUCKET, KEY, SECURE);
    }

    @Override
    public FileStore open(Settings settings) {
      String place = settings.path().orElseGet(() -> settings.get(BUCKET));
      String key = settings.find(KEY).map(Secret::reveal).orElse("none");
      return InMemoryFileStore.shared(
          place + "," + key + "," + settings.get(SECURE), Long.MAX_VALUE);
    }
  }

  /** Claims a type that is taken. */
  public static class Rival implements FileStoreProvider {
    /** For the service loader. */
    public Rival() {}

    @Override
    public String type() {
      return "local";
    }

    @Override
    public Set<String> schemes() {
      return Set.of();
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public FileStore open(Settings settings) {
      throw settings.wrong("a rival");
    }
  }

  /** Cannot be created. */
  public static final class Failing extends Rival {
    /** For the service loader. */
    public Failing() {
      throw new IllegalStateException("no licence", new IOException("/etc/licence is empty"));
    }
  }
}
