package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.remote.WriteId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the response to a write must report of the object. A response that describes another object,
 * such as the previous one, does not prove that anything was written.
 *
 * @param key the key of the object
 * @param metadata the metadata that was sent, with the write's mark
 * @param size the size of the content that was sent
 * @param crc32c the checksum of the content that was sent; null if it is not known
 * @param replaced the generation that the object replaces; 0 if none is known
 */
record ExpectedObject(
    String key, Map<String, String> metadata, long size, @Nullable String crc32c, long replaced) {

  /** Returns what a copy must be: equal to its source. */
  static ExpectedObject ofCopy(
      String key, StorageObject source, StorageObject draft, long replaced) {
    return new ExpectedObject(
        key,
        draft.getMetadata(),
        GcsFileInfos.size(source.getSize()),
        source.getCrc32c(),
        replaced);
  }

  /**
   * Returns the object of a response.
   *
   * @throws ResponseReader.UnusableException if it is not the one that was written
   */
  StorageObject of(@Nullable StorageObject received) throws ResponseReader.UnusableException {
    StorageObject object = ResponseReader.checked(received);
    if (!object.getName().equals(key) || object.getGeneration() <= replaced) {
      throw unknown("it describes another object");
    }
    if (GcsFileInfos.size(object.getSize()) != size || differ(crc32c, object.getCrc32c())) {
      throw unknown("it describes other bytes than those that were sent");
    }
    if (differ(metadata.get(WriteId.KEY), mark(object))) {
      throw unknown("it describes the object of another write");
    }
    return object;
  }

  private static ResponseReader.UnusableException unknown(String what) {
    return new ResponseReader.UnusableException(
        what + ", so it is not known whether the file was written", null);
  }

  private static boolean differ(@Nullable String sent, @Nullable String received) {
    return sent != null && received != null && !sent.equals(received);
  }

  /** Returns the mark of an object; null if the response has no metadata. */
  private static @Nullable String mark(StorageObject object) {
    Map<String, String> received = object.getMetadata();
    return received == null ? null : received.getOrDefault(WriteId.KEY, "");
  }

  /** Returns whether an object is certainly a copy of another: by the mark or by the bytes. */
  static boolean proves(WriteId id, StorageObject source, StorageObject copy) {
    boolean sameSize = GcsFileInfos.size(source.getSize()) == GcsFileInfos.size(copy.getSize());
    boolean sameSum = source.getCrc32c() != null && source.getCrc32c().equals(copy.getCrc32c());
    boolean otherSum = differ(source.getCrc32c(), copy.getCrc32c());
    return sameSize && !otherSum && (sameSum || id.isIn(copy.getMetadata()));
  }
}
