package dev.coffer.gcs;

import dev.coffer.remote.Crc;
import dev.coffer.remote.Part;
import java.util.zip.CRC32C;

/** A CRC32C checksum in the form that Google uses. */
final class Crc32c {
  private final CRC32C sum = new CRC32C();

  static String of(Part part) {
    Crc32c crc = new Crc32c();
    crc.add(part);
    return crc.text();
  }

  void add(Part part) {
    part.addTo(sum);
  }

  void add(byte[] bytes, int offset, int length) {
    sum.update(bytes, offset, length);
  }

  String text() {
    return Crc.base64(sum);
  }
}
