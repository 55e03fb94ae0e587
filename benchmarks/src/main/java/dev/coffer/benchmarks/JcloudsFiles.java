package dev.coffer.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.domain.StorageType;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.filesystem.reference.FilesystemConstants;
import org.jspecify.annotations.Nullable;

/** The file system back end of jclouds, with one container. */
final class JcloudsFiles implements SmallFiles {
  private final BlobStoreContext context;
  private final BlobStore store;
  private final String container;

  /** Opens a directory as the container of that name in the directory above. */
  JcloudsFiles(Path root) {
    Properties settings = new Properties();
    settings.setProperty(
        FilesystemConstants.PROPERTY_BASEDIR, String.valueOf(root.toAbsolutePath().getParent()));
    this.context =
        ContextBuilder.newBuilder("filesystem")
            .overrides(settings)
            .buildView(BlobStoreContext.class);
    this.store = context.getBlobStore();
    this.container = String.valueOf(root.getFileName());
    store.createContainerInLocation(null, container);
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
    page(ListContainerOptions.Builder.prefix(directory + "/").delimiter("/"), totals);
    return totals.names;
  }

  @Override
  public long walk(String directory) {
    Totals totals = new Totals();
    page(ListContainerOptions.Builder.prefix(directory + "/").recursive(), totals);
    return totals.size;
  }

  private void page(ListContainerOptions options, Totals totals) {
    @Nullable String marker;
    do {
      PageSet<? extends StorageMetadata> page = store.list(container, options);
      page.forEach(totals::add);
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
  public void close() {
    context.close();
  }
}
