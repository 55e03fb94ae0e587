package dev.coffer.gcs;

import com.google.auth.ServiceAccountSigner;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;

/** An account with a token that lasts and a key of its own. */
@SuppressWarnings("serial") // it is never serialised
final class Account extends GoogleCredentials implements ServiceAccountSigner {
  static final String TOKEN = "canary-token-that-nobody-shall-see";
  static final String NAME = "coffer@test.iam.gserviceaccount.com";

  private static final KeyPair KEYS = keys();

  Account() {
    super(newBuilder().setAccessToken(new AccessToken(TOKEN, tomorrow())));
  }

  private static Date tomorrow() {
    return Date.from(Instant.now().plusSeconds(86_400));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024); // made sooner than a safe one
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static PrivateKey privateKey() {
    return KEYS.getPrivate();
  }

  static PublicKey publicKey() {
    return KEYS.getPublic();
  }

  @Override
  public AccessToken refreshAccessToken() {
    return new AccessToken(TOKEN, tomorrow());
  }

  @Override
  public String getAccount() {
    return NAME;
  }

  @Override
  public byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(KEYS.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
