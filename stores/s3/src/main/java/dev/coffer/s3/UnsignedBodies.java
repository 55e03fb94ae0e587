package dev.coffer.s3;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * The SDK's own signatures, without those of the bodies of objects and parts that carry a CRC32,
 * over {@code http} too. There the SDK's signer omits a body only if it is not passed one.
 */
final class UnsignedBodies implements AwsV4AuthScheme, AwsV4HttpSigner {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsV4AuthScheme scheme = AwsV4AuthScheme.create();

  @Override
  public String schemeId() {
    return scheme.schemeId();
  }

  @Override
  public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders known) {
    return scheme.identityProvider(known);
  }

  @Override
  public AwsV4HttpSigner signer() {
    return this;
  }

  @Override
  public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
    boolean isSigned =
        request.request().method() != SdkHttpMethod.PUT
            || request.request().firstMatchingHeader("x-amz-checksum-crc32").isEmpty();
    if (isSigned || request.payload().isEmpty()) {
      return signer.sign(request);
    }
    SignedRequest signed = signer.sign(withoutBody(request));
    return signed.toBuilder().payload(request.payload().get()).build();
  }

  private static <I extends AwsCredentialsIdentity> SignRequest<I> withoutBody(
      SignRequest<I> request) {
    return request.toBuilder()
        .payload(null)
        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
        .build();
  }

  @Override
  public CompletableFuture<AsyncSignedRequest> signAsync(
      AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
    return signer.signAsync(request);
  }
}
