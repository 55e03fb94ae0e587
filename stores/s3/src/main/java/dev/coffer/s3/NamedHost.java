package dev.coffer.s3;

import dev.coffer.remote.Endpoint;
import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A host name that contains {@code _}, as those of Docker Compose services do. The SDK's rules find
 * no host in such an address, so they are given a substitute name, and each request gets the real
 * name back before it is signed.
 *
 * @param name the real name
 * @param other the substitute name
 */
record NamedHost(String name, String other) implements ExecutionInterceptor {
  static NamedHost of(URI endpoint) {
    String name = Endpoint.host(endpoint);
    return new NamedHost(name, name.replace('_', 'x'));
  }

  /** Returns whether the SDK accepts an address as it is. */
  static boolean isPlain(URI endpoint) {
    return endpoint.getHost() != null;
  }

  /** Returns the address to pass to the SDK. */
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
