package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.remote.WriteId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a write must tell of the object. An answer that tells of another object, such
 * as the one that was there before, does not prove that anything was written.
 *
 * @param key of the object
 * @param metadata that was sent, with the write's mark
 * @param size of what was sent
 * @param crc32c of what was sent; null when nobody told it
 * @param replaced the generation that the object replaces; 0 when none is known
 */
record ExpectedObject(
    String key, Map<String, String> metadata, long size, @Nullable String crc32c, long replaced) {

  /** What a copy must be: as its source is. */
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
   * The object that an answer tells.
   *
   * @throws ResponseReader.UnusableException when it is not the one that was written
   */
  StorageObject of(@Nullable StorageObject told) throws ResponseReader.UnusableException {
    StorageObject object = ResponseReader.checked(told);
    if (!object.getName().equals(key) || object.getGeneration() <= replaced) {
      throw unknown("it tells of another object");
    }
    if (GcsFileInfos.size(object.getSize()) != size || differ(crc32c, object.getCrc32c())) {
      throw unknown("it tells of other bytes than those that were sent");
    }
    if (differ(metadata.get(WriteId.KEY), mark(object))) {
      throw unknown("it tells of what another write made");
    }
    return object;
  }

  private static ResponseReader.UnusableException unknown(String what) {
    return new ResponseReader.UnusableException(
        what + ", so it is not known whether the file was written", null);
  }

  private static boolean differ(@Nullable String sent, @Nullable String told) {
    return sent != null && told != null && !sent.equals(told);
  }

  /** The mark that an object bears; none where no metadata are told. */
  private static @Nullable String mark(StorageObject object) {
    Map<String, String> told = object.getMetadata();
    return told == null ? null : told.getOrDefault(WriteId.KEY, "");
  }

  /** Whether an object is a copy of another beyond doubt: by the write's mark, or by the bytes. */
  static boolean proves(WriteId id, StorageObject source, StorageObject copy) {
    boolean sameSize = GcsFileInfos.size(source.getSize()) == GcsFileInfos.size(copy.getSize());
    boolean sameSum = source.getCrc32c() != null && source.getCrc32c().equals(copy.getCrc32c());
    boolean otherSum = differ(source.getCrc32c(), copy.getCrc32c());
    return sameSize && !otherSum && (sameSum || id.isIn(copy.getMetadata()));
  }
}
