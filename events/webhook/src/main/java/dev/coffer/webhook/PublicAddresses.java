package dev.coffer.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Determines whether an address belongs to the public internet. */
final class PublicAddresses {
  private static final String[] NOT_PUBLIC_4 = {
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3"
  };

  /** The well-known prefix; a prefix of a network's own may have an address anywhere. */
  private static final int[] NAT64 = {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
  }

  private static boolean isPublic4(byte[] address) {
    return Arrays.stream(NOT_PUBLIC_4).noneMatch(range -> isIn(address, range));
  }

  /**
   * Only the unicast range is public; an address that contains an IPv4 address is as public as
   * that.
   */
  private static boolean isPublic6(byte[] address) {
    int first = address[0] & 0xFF;
    int second = address[1] & 0xFF;
    if (startsWith(address, NAT64)) {
      return isPublic4(Arrays.copyOfRange(address, 12, 16));
    }
    if (first == 0x20 && second == 0x02) {
      return isPublic4(Arrays.copyOfRange(address, 2, 6));
    }
    boolean special = first == 0x20 && second == 0x01 && (address[2] & 0xFE) == 0;
    boolean documentation =
        first == 0x20 && second == 0x01 && address[2] == 0x0d && (address[3] & 0xFF) == 0xb8;
    return (first & 0xE0) == 0x20 && !special && !documentation;
  }

  private static boolean startsWith(byte[] address, int[] start) {
    for (int i = 0; i < start.length; i++) {
      if ((address[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIn(byte[] address, String range) {
    int slash = range.indexOf('/');
    int shift = 32 - Integer.parseInt(range.substring(slash + 1));
    return number(address) >>> shift == number(literal(range.substring(0, slash))) >>> shift;
  }

  private static byte[] literal(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("a literal address needs no look-up: " + address, e);
    }
  }

  private static long number(byte[] address) {
    long number = 0;
    for (byte b : address) {
      number = number << 8 | (b & 0xFF);
    }
    return number;
  }
}
