package dev.coffer.delivery;

import org.jspecify.annotations.Nullable;

/** The port in the address of a server. */
public final class PortNumber {
  private static final int HIGHEST = 65_535;

  private PortNumber() {}

  /**
   * Returns whether somebody can listen at a port.
   *
   * @param digits the port in an address, up to nine digits; null for the usual one
   * @return true from 1 to 65535
   */
  public static boolean isValid(@Nullable String digits) {
    int port = digits == null ? 1 : Integer.parseInt(digits);
    return port > 0 && port <= HIGHEST;
  }
}
