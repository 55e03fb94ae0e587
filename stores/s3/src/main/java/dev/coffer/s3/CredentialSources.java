package dev.coffer.s3;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes the origin of credentials in words; the SDK records it as letters. */
final class CredentialSources {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("e", "access-key and secret-key, as the settings say, or the application"),
          Map.entry("f", "the JVM's properties aws.accessKeyId and aws.secretAccessKey"),
          Map.entry("g", "the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
          Map.entry("h", "the variable AWS_WEB_IDENTITY_TOKEN_FILE"),
          Map.entry("i", "an assumed role"),
          Map.entry("k", "a role assumed with a web identity"),
          Map.entry("n", "a profile of the AWS tools"),
          Map.entry("o", "a profile's source profile"),
          Map.entry("p", "a profile's credential source"),
          Map.entry("q", "a profile's web identity"),
          Map.entry("r", "a profile's single sign-on"),
          Map.entry("s", "single sign-on"),
          Map.entry("t", "a profile's single sign-on"),
          Map.entry("u", "single sign-on"),
          Map.entry("v", "a profile's process"),
          Map.entry("w", "a process"),
          Map.entry("z", "the container"),
          Map.entry("0", "the machine's role"));

  private CredentialSources() {}

  /** Several letters are a chain of providers, each leading to the next. */
  static String describe(String letters) {
    return Arrays.stream(letters.split(","))
        .map(letter -> WORDS.getOrDefault(letter, "the SDK's " + letter))
        .collect(Collectors.joining(", then "));
  }
}
