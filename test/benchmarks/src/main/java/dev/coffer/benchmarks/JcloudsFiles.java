package dev.coffer.benchmarks;

import com.google.common.io.ByteSource;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.domain.StorageType;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.filesystem.reference.FilesystemConstants;
import org.jclouds.s3.reference.S3Constants;
import org.jspecify.annotations.Nullable;

/** A back end of jclouds, with one container. */
final class JcloudsFiles implements ThreadedFiles {
  private final BlobStoreContext context;
  private final BlobStore store;
  private final String container;
  private final Crew crew = new Crew(THREADS);

  private JcloudsFiles(ContextBuilder builder, Properties settings, String container) {
    this.context = builder.overrides(settings).buildView(BlobStoreContext.class);
    this.store = context.getBlobStore();
    this.container = container;
  }

  /** Opens a directory as the container of that name in the directory above. */
  static JcloudsFiles onDisk(Path root) {
    Properties settings = new Properties();
    settings.setProperty(
        FilesystemConstants.PROPERTY_BASEDIR, String.valueOf(root.toAbsolutePath().getParent()));
    JcloudsFiles files =
        new JcloudsFiles(
            ContextBuilder.newBuilder("filesystem"), settings, String.valueOf(root.getFileName()));
    files.store.createContainerInLocation(null, files.container);
    return files;
  }

  /**
   * Opens a bucket. It keeps fewer connections than it has threads, unless configured otherwise.
   */
  static JcloudsFiles inBucket(S3Access access) {
    System.setProperty("http.maxConnections", String.valueOf(THREADS));
    Properties settings = new Properties();
    settings.setProperty(S3Constants.PROPERTY_S3_VIRTUAL_HOST_BUCKETS, "false");
    ContextBuilder builder =
        ContextBuilder.newBuilder("s3")
            .endpoint(access.endpoint().toString())
            .credentials(access.accessKey(), access.secretKey());
    return new JcloudsFiles(builder, settings, access.bucket());
  }

  @Override
  public Crew crew() {
    return crew;
  }

  @Override
  public void write(String path, byte[] bytes) {
    store.putBlob(container, store.blobBuilder(path).payload(bytes).build());
  }

  @Override
  public byte[] read(String path) throws IOException {
    try (InputStream in = store.getBlob(container, path).getPayload().openStream()) {
      return in.readAllBytes();
    }
  }

  @Override
  public long size(String path) {
    return Objects.requireNonNull(store.blobMetadata(container, path).getSize());
  }

  @Override
  public int list(String directory) {
    Totals totals = new Totals();
    page(ListContainerOptions.Builder.prefix(directory + "/").delimiter("/"), totals::add);
    return totals.names;
  }

  @Override
  public long walk(String directory) {
    Totals totals = new Totals();
    page(ListContainerOptions.Builder.prefix(directory + "/").recursive(), totals::add);
    return totals.size;
  }

  private void page(ListContainerOptions options, Consumer<StorageMetadata> entries) {
    @Nullable String marker;
    do {
      PageSet<? extends StorageMetadata> page = store.list(container, options);
      page.forEach(entries);
      marker = page.getNextMarker();
      options = marker == null ? options : options.afterMarker(marker);
    } while (marker != null);
  }

  private static final class Totals {
    private int names;
    private long size;

    void add(StorageMetadata entry) {
      names++;
      if (entry.getType() == StorageType.BLOB) {
        size += Objects.requireNonNull(entry.getSize());
      }
    }
  }

  @Override
  public void deleteDirectory(String directory) {
    List<String> names = new ArrayList<>();
    page(
        ListContainerOptions.Builder.prefix(directory + "/").recursive(),
        entry -> names.add(entry.getName()));
    store.removeBlobs(container, names);
  }

  /** In parts of its own default size, as many at once as Coffer sends. */
  @Override
  public void streamIn(String path, LargeContent content) {
    ByteSource source =
        new ByteSource() {
          @Override
          public InputStream openStream() {
            return content.open();
          }
        };
    ListeningExecutorService senders =
        MoreExecutors.listeningDecorator(Executors.newFixedThreadPool(4));
    try {
      store.putBlob(
          container,
          store.blobBuilder(path).payload(source).contentLength(content.length()).build(),
          PutOptions.Builder.multipart(senders));
    } finally {
      senders.shutdownNow();
    }
  }

  @Override
  public long streamOut(String path) throws IOException {
    try (InputStream in = store.getBlob(container, path).getPayload().openStream()) {
      return Streams.drain(in);
    }
  }

  @Override
  public void close() {
    crew.close();
    context.close();
  }
}
