package dev.coffer.s3;

import dev.coffer.remote.Endpoint;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checksums that bodies carry.
 *
 * @param whole that of a file that is sent in one request
 * @param parts that of the parts of a larger file, if the server is seen to verify it; otherwise
 *     they carry the other one
 */
record BodyChecksums(BodyChecksum whole, BodyChecksum parts) {
  /** Amazon's own S3 supports every checksum. */
  static final BodyChecksums OF_AMAZON = both(BodyChecksum.CRC32);

  /** The creator of a client has chosen its checksums. */
  static final BodyChecksums OF_THE_CLIENT = both(BodyChecksum.NONE);

  private static BodyChecksums both(BodyChecksum checksum) {
    return new BodyChecksums(checksum, checksum);
  }

  /**
   * Returns the checksums for a server that is not Amazon's. The SDK does not sign bodies that TLS
   * protects; a server verifies the checksum that was signed. Without TLS, the signature of a body
   * is given up only where nobody is on the way to the server, or if the user says so.
   *
   * @param crc32 the option of that name; null if it is not set
   * @param proxy the routes of the requests
   */
  static BodyChecksums of(URI server, @Nullable Boolean crc32, Optional<S3ProxyRoutes> proxy) {
    boolean isSigned = "http".equalsIgnoreCase(server.getScheme());
    BodyChecksum usual = isSigned ? BodyChecksum.NONE : BodyChecksum.MD5;
    if (crc32 != null) {
      return both(crc32 ? BodyChecksum.CRC32 : usual);
    }
    boolean isDirect = proxy.map(routes -> routes.isDirect(Endpoint.host(server))).orElse(true);
    return !isSigned || (Endpoint.isLoopback(server) && isDirect)
        ? new BodyChecksums(usual, BodyChecksum.CRC32)
        : both(usual);
  }
}
