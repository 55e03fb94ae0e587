package dev.coffer.s3.direct;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * The parts of a client of the SDK that direct requests are made with.
 *
 * @param http sends them
 * @param signer signs them
 * @param credentials to sign them with
 * @param templates where they go
 * @param tracking counts them
 * @param attemptTimeout for one attempt
 * @param callTimeout for a call with all its attempts
 * @param retryDeadline after this long no further attempt is begun
 */
public record DirectClient(
    SdkHttpClient http,
    AwsV4HttpSigner signer,
    IdentityProvider<? extends AwsCredentialsIdentity> credentials,
    RequestTemplateInterceptor templates,
    RequestTracking tracking,
    Duration attemptTimeout,
    Duration callTimeout,
    Duration retryDeadline) {}
