package dev.coffer;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a setting is missing, unknown or wrong, a bucket or root does not exist, or this host
 * cannot represent a name.
 */
public final class ConfigurationException extends FileStoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param context where it happened
   * @param hint what to do about it, or what the back end said; may be null
   * @param cause what the system or the SDK threw; may be null
   */
  public ConfigurationException(
      ErrorContext context, @Nullable String hint, @Nullable Throwable cause) {
    super(context, "wrong configuration", hint, cause);
  }

  @Override
  ConfigurationException in(ErrorContext other, @Nullable String otherHint, Throwable first) {
    return new ConfigurationException(other, otherHint, first);
  }
}
