package dev.coffer.s3.direct;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * The parts of an SDK client that direct requests use.
 *
 * @param http sends the requests
 * @param signer signs them
 * @param credentials to sign them with
 * @param templates provides the template of each request
 * @param tracking counts the attempts
 * @param attemptTimeout the timeout of one attempt
 * @param callTimeout the timeout of a call, including all its attempts
 * @param retryDeadline the time after which no further attempt is started
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
