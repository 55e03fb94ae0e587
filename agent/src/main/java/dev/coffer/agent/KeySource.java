package dev.coffer.agent;

/**
 * Where encryption keys come from, such as a key management service that unwraps a stored key.
 *
 * <pre>{@code
 * KeySource kms = id -> client.decrypt(wrappedKeys.get(id)).plaintext();
 * EncryptionKeys keys = EncryptionKeys.of("2026-12", kms);
 * }</pre>
 */
@FunctionalInterface
public interface KeySource {
  /**
   * Returns a key. It is called for each file that is read or written and may be called by several
   * threads at once; what costs a request should keep its answers.
   *
   * @param id the id of the key, as it stands in the file
   * @return the {@value EncryptionKeys#KEY_BYTES} bytes of the key
   * @throws java.util.NoSuchElementException if there is no key with this id
   * @throws dev.coffer.FileStoreException passed on as it is
   */
  byte[] key(String id);
}
