package dev.coffer.testkit.remote;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.FileStoreContract;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the contract in an existing place, given by an environment variable: each case in a
 * directory of its own, which is deleted at its end. The credentials are those of the environment,
 * the machine or a profile, as always. Without the variable all cases are skipped.
 */
@Timeout(600)
@Tag("live")
public abstract class LiveContract extends FileStoreContract {
  private final String variable;
  private final String run = "coffer-contract-" + UUID.randomUUID();

  /**
   * Creates the test of a back end.
   *
   * @param variable the environment variable with a URI of the back end, {@code
   *     SCHEME://BUCKET/PREFIX?OPTION}
   */
  protected LiveContract(String variable) {
    this.variable = variable;
  }

  /**
   * Returns the given URI.
   *
   * @return the value of the variable unless overridden
   */
  protected String given() {
    return Objects.requireNonNull(System.getenv(variable));
  }

  /**
   * Returns the environment variables that contain secrets.
   *
   * @return the variables, none of whose values may be shown
   */
  protected abstract Set<String> secretVariables();

  /** Opens a store at the place and with the options of the given URI, with another path. */
  private FileStore open(String bucketAndPrefix) {
    String given = given();
    int options = given.indexOf('?');
    String scheme = given.substring(0, given.indexOf("://") + 3);
    return FileStores.open(
        scheme + bucketAndPrefix + (options < 0 ? "" : given.substring(options)));
  }

  private String place() {
    return given().replaceFirst("^[a-z0-9]+://", "").replaceFirst("/?(\\?.*)?$", "") + "/" + run;
  }

  /** The prefix of each path, with its slash, counts towards the length of a key. */
  @Override
  public final int longestPath() {
    String place = place();
    return 1024 - place.substring(place.indexOf('/') + 1).length() - 1;
  }

  @Override
  protected final FileStore newStore() {
    assumeTrue(System.getenv(variable) != null, variable + " is not set");
    return open(place());
  }

  @Override
  protected final Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open(place()));
  }

  @Override
  protected final Optional<FileStore> newUnreachableStore() {
    return Optional.of(open("no-such-bucket-" + UUID.randomUUID()));
  }

  @Override
  public int largeDirectory() {
    return 1_100;
  }

  @Override
  public final Set<String> secrets() {
    return secretVariables().stream()
        .map(System::getenv)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Deletes the files that the case left. */
  @AfterEach
  public final void deleteWhatIsLeft() {
    if (System.getenv(variable) != null) {
      try (FileStore all = open(place())) {
        deleteAll(all);
      }
    }
  }
}
