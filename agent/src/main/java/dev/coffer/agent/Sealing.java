package dev.coffer.agent;

import dev.coffer.ConfigurationException;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file, encrypted: {@code coffer-encrypted 1 KEY-ID BASE64}, where the Base64 is a
 * nonce of 12 bytes, the encrypted text and a tag of 16. The path and what stands before the Base64
 * are authenticated.
 *
 * @param keys empty if files are written in the clear and encrypted ones cannot be read
 * @param path the path of the file in the store of all users
 * @param store the name of the store, for errors
 */
record Sealing(Optional<EncryptionKeys> keys, String path, String store) {
  private static final String HEAD = "coffer-encrypted ";
  private static final String VERSION = "1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Returns a text as it is written. */
  String seal(String text) {
    return keys.filter(EncryptionKeys::areForWriting).map(key -> encrypt(text, key)).orElse(text);
  }

  /** Returns a text that was written, encrypted or in the clear. */
  String open(String written) {
    if (!written.startsWith(HEAD)) {
      return written;
    }
    String[] parts = written.strip().split(" ", -1);
    if (parts.length != 4 || !parts[1].equals(VERSION) || !EncryptionKeys.isId(parts[2])) {
      throw damaged("it is encrypted in a form that is not known here", null);
    }
    EncryptionKeys present = keys.orElseThrow(() -> missing(parts[2], "none is configured", null));
    return decrypt(parts, present);
  }

  private String encrypt(String text, EncryptionKeys present) {
    String head = head(present.current());
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(present.current(), present), nonce, head);
      byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return head + Base64.getEncoder().encodeToString(all) + "\n";
    } catch (GeneralSecurityException e) {
      throw new StorageFailureException(context("write"), "it cannot be encrypted", e);
    }
  }

  private String decrypt(String[] parts, EncryptionKeys present) {
    byte[] key = key(parts[2], present);
    try {
      byte[] all = Base64.getDecoder().decode(parts[3]);
      if (all.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
        throw damaged("it is cut off", null);
      }
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, head(parts[2]));
      byte[] text = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      String hint =
          "it does not open with the key %s: that is another key, or the file was changed"
              + " or is that of another path";
      throw damaged(hint.formatted(parts[2]), e);
    }
  }

  private static String head(String id) {
    return HEAD + VERSION + " " + id + " ";
  }

  private Cipher cipher(int mode, byte[] key, byte[] nonce, String head)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((head + path).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] key(String id, EncryptionKeys present) {
    try {
      return present.key(id);
    } catch (FileStoreException e) {
      throw e;
    } catch (NoSuchElementException e) {
      throw missing(id, String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new StorageFailureException(
          context("open"), "the source of keys failed for the key " + id, e);
    }
  }

  private ConfigurationException missing(
      String id, String reason, @Nullable RuntimeException cause) {
    return new ConfigurationException(
        context("open"), "the key " + id + " of the encrypted file is missing: " + reason, cause);
  }

  private CorruptFileException damaged(String hint, @Nullable Exception cause) {
    return new CorruptFileException(context("open"), hint, cause);
  }

  private ErrorContext context(String operation) {
    return new ErrorContext(operation, path, store);
  }
}
