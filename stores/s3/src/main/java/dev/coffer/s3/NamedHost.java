package dev.coffer.s3;

import dev.coffer.remote.Endpoint;
import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A host whose name has a {@code _}, as services of Docker Compose have. The SDK's rules find no
 * host in such an address: they are given another name, and each request gets the true one back
 * before it is signed.
 *
 * @param name the true one
 * @param other what stands in its place
 */
record NamedHost(String name, String other) implements ExecutionInterceptor {
  static NamedHost of(URI endpoint) {
    String name = Endpoint.host(endpoint);
    return new NamedHost(name, name.replace('_', 'x'));
  }

  /** Whether an address can be given to the SDK as it is. */
  static boolean isPlain(URI endpoint) {
    return endpoint.getHost() != null;
  }

  /** The address that the SDK is given. */
  URI forTheSdk(URI endpoint) {
    return URI.create(endpoint.toString().replaceFirst("//[^:/]+", "//" + other));
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    SdkHttpRequest request = context.httpRequest();
    String host = request.host();
    if (!host.equals(other) && !host.endsWith("." + other)) {
      return request;
    }
    String bucket = host.substring(0, host.length() - other.length());
    return request.toBuilder().host(bucket + name).build();
  }
}
