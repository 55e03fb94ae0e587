package dev.coffer.spring;

import dev.coffer.ContentWriter;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.WritableResource;
import org.springframework.util.StringUtils;

/**
 * A file of a store as a resource of Spring: {@code coffer:NAME/path}, where NAME is a bean.
 *
 * <pre>{@code
 * @Value("coffer:uploads/welcome.txt") Resource welcome;
 *
 * Resource report = resourceLoader.getResource("coffer:uploads/2026/report.pdf");
 * Resource[] all = resourcePatternResolver.getResources("coffer:uploads/**" + "/*.json");
 * }</pre>
 *
 * <p>The location is taken literally, nothing in it is decoded. Content is streamed in both
 * directions. Each method asks the store, so two calls may see two versions of the file; {@link
 * #currentVersion()} is a resource of one version, as a response over HTTP needs it: its length,
 * its etag and its bytes belong together.
 *
 * <p>A missing file is a {@link FileNotFoundException}, any other failure an {@link IOException}
 * with the store's error as its cause. A path that no file can have is that of a missing file if it
 * is read; if it is written, the cause is an {@link InvalidFilePathException}, and over HTTP,
 * unless it is handled, the answer is 400. {@link #exists()} is false only if the file does not
 * exist: an unreachable store throws its {@link FileStoreException}. Two resources are equal if
 * their locations are.
 */
public final class FileStoreResource extends AbstractResource implements WritableResource {
  private final ResourceStore store;
  private final String path;
  private final @Nullable FileInfo version;

  FileStoreResource(ResourceStore store, String path, @Nullable FileInfo version) {
    this.store = store;
    this.path = path;
    this.version = version;
  }

  /**
   * Returns a file of a store that need not be a bean, such as a user's view.
   *
   * @param store the store
   * @param path the path of a file, which need not exist
   * @return a resource; its location names the store as messages do
   */
  public static FileStoreResource of(FileStore store, String path) {
    return new FileStoreResource(ResourceStore.to(store), path, null);
  }

  /**
   * Returns this file as it is now. The resource has its length, time and etag, and asks the store
   * for the bytes alone; if the file is replaced or deleted meanwhile, reading fails. It cannot be
   * written.
   *
   * @return a resource of one version
   * @throws FileNotFoundException if the file does not exist
   * @throws IOException if the store fails
   */
  public FileStoreResource currentVersion() throws IOException {
    return new FileStoreResource(store, path, info());
  }

  /**
   * Returns what the store knows of the file.
   *
   * @return length, time, etag, content type and metadata
   * @throws FileNotFoundException if the file does not exist
   * @throws IOException if the store fails
   */
  public FileInfo info() throws IOException {
    if (version != null) {
      return version;
    }
    try {
      return store.get().stat(path).orElseThrow(this::missing);
    } catch (FileStoreException e) {
      throw ResourceErrors.of(getDescription(), e);
    }
  }

  private FileNotFoundException missing() {
    return ResourceErrors.missing(getDescription(), null);
  }

  @Override
  public boolean exists() {
    try {
      return version != null || store.get().exists(path);
    } catch (InvalidFilePathException e) {
      return false; // no file can have this name
    }
  }

  @Override
  public long contentLength() throws IOException {
    return info().size();
  }

  @Override
  public long lastModified() throws IOException {
    return info().lastModified().toEpochMilli();
  }

  /**
   * Returns the etag for a header of HTTP: in double quotes.
   *
   * @return for example {@code "1a-5e"}
   * @throws FileNotFoundException if the file does not exist
   * @throws IOException if the store fails
   */
  public String etag() throws IOException {
    String etag = info().etag();
    return etag.startsWith("\"") ? etag : "\"" + etag + "\"";
  }

  /**
   * Returns the content type that the file was written with.
   *
   * @return empty if it has none
   * @throws FileNotFoundException if the file does not exist
   * @throws IOException if the store fails
   */
  public Optional<String> contentType() throws IOException {
    return info().contentType();
  }

  /**
   * Returns the body of a response to a client that resumes a download: this resource if the client
   * has a part of the same version, else one that is always sent whole. Spring itself takes no
   * notice of the header, and would send a part of the new file to be put behind the old one.
   *
   * @param ifRange the header {@code If-Range} of the request; null if it has none
   * @return the body
   * @throws IOException if the store fails
   */
  public Resource unlessChangedSince(@Nullable String ifRange) throws IOException {
    return ifRange == null || ifRange.equals(etag()) ? this : new InputStreamResource(this);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    ReadOptions options =
        version == null ? ReadOptions.DEFAULTS : ReadOptions.DEFAULTS.ifMatch(version.etag());
    try {
      return new ResourceStream(store.get(), FilePath.ofFile(path), options, getDescription());
    } catch (FileStoreException e) {
      if (version != null && e instanceof NotFoundException) {
        // Spring ignores a FileNotFoundException at this point.
        throw new IOException(getDescription() + " was deleted meanwhile", e);
      }
      throw ResourceErrors.of(getDescription(), e);
    }
  }

  @Override
  public boolean isWritable() {
    return version == null;
  }

  /**
   * Writes the file. Nothing is published if the writer throws: the old file stays, or none.
   *
   * @param writer writes the content; called once
   * @return information about the written file
   * @throws IOException if the writer or the store fails, with the store's error as the cause
   */
  public FileInfo write(ContentWriter writer) throws IOException {
    return write(writer, WriteOptions.DEFAULTS);
  }

  /**
   * Writes the file, with a content type, metadata or a condition.
   *
   * @param writer writes the content; called once
   * @param options what the file has besides its content, and on which condition it is written
   * @return information about the written file
   * @throws IOException if the writer or the store fails, with the store's error as the cause
   */
  public FileInfo write(ContentWriter writer, WriteOptions options) throws IOException {
    requireWritable();
    try {
      return store.get().write(path, writer, options);
    } catch (FileStoreException e) {
      throw ResourceErrors.ofWrite(getDescription(), e);
    }
  }

  /**
   * Opens a stream whose bytes become the file when {@link FileStoreOutputStream#complete()} is
   * called, and only then: closing it is not enough. {@link #write} is simpler.
   *
   * @return a stream, which the caller completes and closes
   */
  @Override
  public FileStoreOutputStream getOutputStream() throws IOException {
    return getOutputStream(WriteOptions.DEFAULTS);
  }

  /**
   * Opens a stream as {@link #getOutputStream()} does, with a content type, metadata or a
   * condition.
   *
   * @param options what the file has besides its content, and on which condition it is written
   * @return a stream, which the caller completes and closes
   * @throws IOException if this resource cannot be written
   */
  public FileStoreOutputStream getOutputStream(WriteOptions options) throws IOException {
    requireWritable();
    return new FileStoreOutputStream(store.get(), path, options, getDescription());
  }

  private void requireWritable() throws IOException {
    if (!isWritable()) {
      throw new IOException(getDescription() + " is one version of a file and cannot be written");
    }
  }

  /** Returns the file that a path relative to this one means, as in a directory of files. */
  @Override
  public Resource createRelative(String relativePath) {
    return new FileStoreResource(store, StringUtils.applyRelativePath(path, relativePath), null);
  }

  @Override
  public String getFilename() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public URL getURL() throws IOException {
    return ResourceUrls.of(this, store.name(), path);
  }

  @Override
  public URI getURI() throws IOException {
    return ResourceUrls.uri(store.name(), path);
  }

  @Override
  public String getDescription() {
    return ResourceStore.SCHEME + store.name() + "/" + path;
  }
}
