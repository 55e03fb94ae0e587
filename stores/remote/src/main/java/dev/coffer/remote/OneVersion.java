package dev.coffer.remote;

import java.util.function.Supplier;

/**
 * Uses one version of a file: looks at the file, then uses what it saw, and looks again if the file
 * was replaced in between. So a read or a copy is never refused because others write the file, nor
 * mixes two versions.
 */
public final class OneVersion {
  private OneVersion() {}

  /**
   * Uses a version.
   *
   * @param <V> the version
   * @param <T> the result
   */
  public interface Use<V, T> {
    /**
     * Uses the version by a request that the service refuses for any other version.
     *
     * @param version the version that was looked at
     * @return the result
     * @throws ReplacedException if the file no longer has this version
     */
    T of(V version) throws ReplacedException;
  }

  /**
   * Looks at a file and uses the version that it has, repeatedly until a use succeeds.
   *
   * @param <V> the version
   * @param <T> the result
   * @param attempts the attempts of the operation, which end it at their deadline
   * @param look returns the current version, or throws a {@link dev.coffer.NotFoundException}
   * @param use uses the version
   * @return the result
   * @throws dev.coffer.ConnectionException if the file was replaced each time until the deadline
   */
  public static <V, T> T use(
      Attempts attempts, Supplier<? extends V> look, Use<? super V, ? extends T> use) {
    while (true) {
      try {
        return use.of(look.get());
      } catch (ReplacedException e) {
        attempts.lookAgain(e);
      }
    }
  }
}
