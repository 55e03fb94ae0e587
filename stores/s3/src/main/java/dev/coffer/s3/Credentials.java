package dev.coffer.s3;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.Logger;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A credentials provider whose failures all have the same type. */
record Credentials(AwsCredentialsProvider provider)
    implements AwsCredentialsProvider, SdkAutoCloseable {

  private static final Logger LOG = Logger.loggerFor(Credentials.class);

  /** There are no credentials to sign a request with. */
  static final class MissingException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    MissingException(Throwable cause) {
      super(SdkClientException.builder().message("there are no credentials").cause(cause));
    }
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (RuntimeException e) {
      throw new MissingException(e);
    }
  }

  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    try {
      return provider.resolveIdentity(request).handle(Credentials::found);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(new MissingException(e));
    }
  }

  private static AwsCredentialsIdentity found(
      AwsCredentialsIdentity identity, @Nullable Throwable failure) {
    if (failure == null) {
      return identity;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    throw new MissingException(cause == null ? failure : cause);
  }

  /** The SDK closes every provider that it is given. */
  @Override
  public void close() {
    if (provider instanceof AutoCloseable open) {
      IoUtils.closeQuietlyV2(open, LOG);
    }
  }

  /** Contains nothing of the credentials. */
  @Override
  public String toString() {
    return "Credentials";
  }
}
