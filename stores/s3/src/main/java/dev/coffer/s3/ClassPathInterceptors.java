package dev.coffer.s3;

import dev.coffer.s3.direct.RequestTemplateInterceptor;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The interceptors that the SDK finds on the class path. Applications and agents add interceptors
 * that count, trace, or set headers that the bucket requires.
 */
final class ClassPathInterceptors {
  private static final String SDK = "software.amazon.awssdk.";
  private static final Set<Class<? extends ExecutionInterceptor>> OURS =
      Set.of(
          DisableExpectContinue.class,
          TruncatedResponseInterceptor.class,
          RequestMetricsInterceptor.class,
          RequestTemplateInterceptor.class,
          TruncatedFlagInterceptor.class,
          EncodedKeyInterceptor.class,
          NamedHost.class);

  private ClassPathInterceptors() {}

  /** Returns whether requests may bypass the interceptors. */
  static boolean allowDirectRequests(OwnClient own) {
    List<ExecutionInterceptor> all =
        own.client().serviceClientConfiguration().overrideConfiguration().executionInterceptors();
    return own.connection().directRequests()
        && all.stream().allMatch(ClassPathInterceptors::isKnown);
  }

  private static boolean isKnown(ExecutionInterceptor interceptor) {
    Class<?> kind = interceptor.getClass();
    return OURS.contains(kind) || kind.getName().startsWith(SDK);
  }
}
