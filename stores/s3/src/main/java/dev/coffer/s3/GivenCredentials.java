package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Setting;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The credentials that the settings hold. The SDK's chain is asked only if they hold none: a part
 * of them must never be completed by credentials of another account.
 */
final class GivenCredentials {
  private static final String TOKEN_VARIABLE = "AWS_SESSION_TOKEN";

  static final Option<Secret> ACCESS_KEY =
      Option.secret(
              "access-key",
              "The credentials, with `secret-key`. Without both, the AWS chain finds them:"
                  + " profile, role, machine.")
          .alsoFrom("AWS_ACCESS_KEY_ID");
  static final Option<Secret> SECRET_KEY =
      Option.secret("secret-key", "See `access-key`.").alsoFrom("AWS_SECRET_ACCESS_KEY");
  static final Option<Secret> SESSION_TOKEN =
      Option.secret("session-token", "The session token of temporary credentials.")
          .alsoFrom(TOKEN_VARIABLE);

  private GivenCredentials() {}

  /** Throws a {@link ConfigurationException} if a part of the credentials is missing. */
  static Optional<AwsCredentials> find(Settings settings) {
    List<Option<Secret>> missing =
        Stream.of(ACCESS_KEY, SECRET_KEY)
            .filter(option -> settings.find(option).isEmpty())
            .toList();
    if (missing.isEmpty()) {
      return Optional.of(credentials(settings));
    }
    Optional<Setting> part =
        Stream.of(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN)
            .flatMap(option -> settings.setting(option).stream())
            .filter(given -> !given.isFromVariable(TOKEN_VARIABLE))
            .findFirst();
    if (part.isPresent()) {
      throw settings.wrong(incomplete(part.get(), missing));
    }
    // A token that is left over in the environment alone: the chain ignores it, too.
    return Optional.empty();
  }

  private static String incomplete(Setting given, List<Option<Secret>> missing) {
    return "%s is given and %s %s not; give it in the same place: next to %s, or all as %s"
        .formatted(
            given,
            missing.stream().map(Option::name).collect(Collectors.joining(" and ")),
            missing.size() == 1 ? "is" : "are",
            given.name(),
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }

  private static AwsCredentials credentials(Settings settings) {
    String id = settings.get(ACCESS_KEY).reveal();
    String key = settings.get(SECRET_KEY).reveal();
    return settings
        .find(SESSION_TOKEN)
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, key, token.reveal()))
        .orElseGet(() -> AwsBasicCredentials.create(id, key));
  }
}
