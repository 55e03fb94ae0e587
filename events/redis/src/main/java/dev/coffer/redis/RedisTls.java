package dev.coffer.redis;

import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.delivery.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Whom a configuration trusts where it asks for TLS. */
final class RedisTls {
  private RedisTls() {}

  /**
   * Returns a context for the certificates of an option; empty if it is not set.
   *
   * @param url the option with the address of the server
   * @param authorities the option with the file
   * @throws dev.coffer.ConfigurationException if the address is not one for TLS, or the file has no
   *     certificates
   */
  static Optional<SSLContext> context(
      Settings settings, Option<String> url, Option<String> authorities) {
    return settings.find(authorities).map(text -> context(text, settings, url, authorities));
  }

  private static SSLContext context(
      String text, Settings settings, Option<String> url, Option<String> authorities) {
    if (!settings.get(url).startsWith("rediss:")) {
      throw settings.wrong(authorities, authorities + " has no effect without a rediss:// URL");
    }
    Path file = settings.localPath(authorities, text);
    try {
      return TlsSettings.context(Optional.of(file), Optional.empty(), new char[0]);
    } catch (IOException | GeneralSecurityException e) {
      throw settings.wrong(
          authorities, "the certificates of " + authorities + " cannot be read: " + e, e);
    }
  }
}
