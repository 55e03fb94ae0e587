package dev.coffer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Response headers of a download by a signed URL; they override those that are stored with the
 * file. Start at {@link #DEFAULTS}; each method returns a new value.
 *
 * <pre>{@code
 * urls.forReading(path, Duration.ofHours(1), DownloadOptions.DEFAULTS.attachment("Größe.pdf"));
 * }</pre>
 */
public final class DownloadOptions {
  /** The headers that the service sends by itself. */
  public static final DownloadOptions DEFAULTS = new DownloadOptions(null, null, null);

  private final @Nullable String contentDisposition;
  private final @Nullable String contentType;
  private final @Nullable String cacheControl;

  private DownloadOptions(
      @Nullable String contentDisposition,
      @Nullable String contentType,
      @Nullable String cacheControl) {
    this.contentDisposition = contentDisposition;
    this.contentType = contentType;
    this.cacheControl = cacheControl;
  }

  /**
   * Makes a browser save the file under a name, by the header {@code Content-Disposition}. The name
   * may have any character but those below: what is not plain ASCII is encoded as RFC 6266 and RFC
   * 8187 say, with a plain name beside it for old clients.
   *
   * @param fileName the name, without a directory
   * @return new options
   * @throws IllegalArgumentException if the name is empty, or has a {@code /}, a control character
   *     or an unpaired surrogate
   */
  public DownloadOptions attachment(String fileName) {
    return new DownloadOptions(
        ContentDisposition.of("attachment", fileName), contentType, cacheControl);
  }

  /**
   * Makes a browser show the file in place, by the header {@code Content-Disposition}, and propose
   * a name if it is saved.
   *
   * @param fileName the name, with the rules of {@link #attachment(String)}
   * @return new options
   * @throws IllegalArgumentException if the name breaks the rules
   */
  public DownloadOptions inline(String fileName) {
    return new DownloadOptions(
        ContentDisposition.of("inline", fileName), contentType, cacheControl);
  }

  /**
   * Sets the header {@code Content-Type}. Google Cloud Storage always sends that of the file, so
   * its URLs cannot be signed with another.
   *
   * @param type such as {@code application/pdf}
   * @return new options
   * @throws IllegalArgumentException if it is not a header's value: empty, or not printable ASCII
   */
  public DownloadOptions contentType(String type) {
    return new DownloadOptions(contentDisposition, headerText(type), cacheControl);
  }

  /**
   * Sets the header {@code Cache-Control}; not on Google Cloud Storage.
   *
   * @param value such as {@code private, max-age=3600}
   * @return new options
   * @throws IllegalArgumentException if it is not a header's value: empty, or not printable ASCII
   */
  public DownloadOptions cacheControl(String value) {
    return new DownloadOptions(contentDisposition, contentType, headerText(value));
  }

  private static String headerText(String value) {
    if (value.isBlank() || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("a header's value is printable ASCII, and not blank");
    }
    return value;
  }

  /**
   * Returns the header {@code Content-Disposition}.
   *
   * @return its value in ASCII; empty unless {@link #attachment} or {@link #inline} was called
   */
  public Optional<String> contentDisposition() {
    return Optional.ofNullable(contentDisposition);
  }

  /**
   * Returns the header {@code Content-Type}.
   *
   * @return empty unless {@link #contentType(String)} was called
   */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /**
   * Returns the header {@code Cache-Control}.
   *
   * @return empty unless {@link #cacheControl(String)} was called
   */
  public Optional<String> cacheControl() {
    return Optional.ofNullable(cacheControl);
  }
}
