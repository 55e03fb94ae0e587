package dev.coffer.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionTest {
  @ParameterizedTest
  @CsvSource({
    "durability,COFFER_DURABILITY",
    "max-size,COFFER_MAX_SIZE",
    "webhook.batch.max-age,COFFER_WEBHOOK_BATCH_MAX_AGE"
  })
  void theVariableIsTheNameInUpperCase(String name, String variable) {
    assertThat(Option.text(name, "Help.").variables()).containsExactly(variable);
  }

  @Test
  void itsOwnVariableWinsOverTheOthers() {
    assertThat(Option.text("endpoint", "Help.").alsoFrom("AWS_S3_ENDPOINT", "OTHER").variables())
        .containsExactly("COFFER_ENDPOINT", "AWS_S3_ENDPOINT", "OTHER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "A", "a b", "a_b", ".a", "a.", "a..b", "a=b", "1a", "maxSize", "MAX", "a-B", "a.B",
        "a--b"
      })
  void aNameIsLowerCaseInPartsJoinedByDotsAndDashes(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Option.text(name, "Help."));
  }

  @Test
  void aDefaultThatDoesNotFitIsRefusedWhereItIsDeclared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Option.size("max-size", "Help.").orElse("much"))
        .withMessageContaining("max-size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Option.secret("key", "Help.").orElse("hush"))
        .withMessageNotContaining("hush");
  }

  @Test
  void aChoiceIsWrittenInLowerCaseAndReadInAnyCase() {
    Option<TimeUnit> unit = Option.choice("unit", TimeUnit.class, "Help.");
    assertThat(unit.choices()).contains("seconds", "days");
    assertThat(unit.read(given("Days"), "s")).isEqualTo(TimeUnit.DAYS);
  }

  @Test
  void aChoiceMayBeOfWords() {
    Option<String> mode = Option.choice("mode", "Help.", "native", "layer");
    assertThat(mode.choices()).containsExactly("native", "layer");
    assertThat(mode.read(given("Layer"), "s")).isEqualTo("layer");
    assertThatThrownBy(() -> mode.read(given("both"), "s"))
        .hasMessageContaining("it must be one of native, layer");
  }

  @Test
  void aWrongValueIsAnErrorThatSaysWhoGaveItAndWhatMayStandThere() {
    Option<Boolean> flag = Option.flag("secure", "Help.");
    Setting wrong = new Setting("secure", "maybe", "environment variable AWS_S3_SECURE");
    assertThatThrownBy(() -> flag.read(wrong, "s3"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "open on s3: wrong configuration (secure is 'maybe' (environment variable"
                + " AWS_S3_SECURE); it must be true, 1, yes, on, or false, 0, no, off)");
  }

  @Test
  void aWrongValueCannotForgeALineOrFillTheLog() {
    Option<Boolean> flag = Option.flag("secure", "Help.");
    assertThatThrownBy(() -> flag.read(given("a\nb\u2028" + "x".repeat(5000)), "s"))
        .message()
        .contains("'a\\u000ab\\u2028xx", "…'")
        .hasSizeLessThan(300);
  }

  @Test
  void aSecretPrintsAsStars() {
    Option<Secret> key = Option.secret("key", "Help.");
    Secret secret = key.read(given("hush"), "s");
    assertThat(secret).hasToString("***");
    assertThat(secret.reveal()).isEqualTo("hush");
    assertThat(key.shown("hush")).isEqualTo("***");
    assertThat(given("hush").toString()).doesNotContain("hush");
  }

  @Test
  void aUrlIsShownWithoutItsUser() {
    assertThat(Option.text("cache.redis", "Help.").shown("redis://u:hush@host:1/0"))
        .isEqualTo("redis://***@host:1/0");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://u:hush/hush@hush@host:1/0, redis://***@host:1/0",
    "redis://u:hush?hush@host:1/0, redis://***",
    "https://u:hush@host/x?hush=hush, https://***@host/x?***",
    "https://host/x?a=hush@hush, https://***",
    "JDBC:postgresql:db?user=hush&x=hush, JDBC:postgresql:db?***",
    "jdbc:postgresql://a:1/db?sslkey=hush, jdbc:postgresql://a:1/db?***",
    "s3://a?Secret-KEY=hush&region=r s3://u:hush@b," + " s3://a?Secret-KEY=***&region=r s3://***@b",
    "s3://a?region=r&Secret-KEY=hush s3://b?endpoint=http://h:1&auth=hush,"
        + " s3://a?region=r&Secret-KEY=*** s3://b?endpoint=http://h:1&auth=***",
    "s3://a?endpoint=https://h/?x=hush&region=r, s3://a?endpoint=https://h/?***",
    "file:/d?AuthToken=hush, file:/d?AuthToken=***",
    "s3://b/x?secrt=hush&region=r&retry.atempts=hush:3, s3://b/x?secrt=***&region=r&retry.atempts=***",
    "s3://b/x?secure=true&timeout.connect=5s&k=hush, s3://b/x?secure=true&timeout.connect=5s&k=***"
  })
  void urlsAreShownWithoutWhatMayBeASecret(String given, String shown) {
    assertThat(shown).doesNotContain("hush");
    assertThat(Option.text("replicas", "Help.").shown(given)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://b/p?region=eu-west-1&endpoint=http://localhost:9000&path-style=true",
        "file:./a file:///b/c?durability=none",
        "a@b?key=c"
      })
  void whatIsNoSecretIsShown(String text) {
    assertThat(Option.text("replicas", "Help.").shown(text)).isEqualTo(text);
  }

  /** In place of the name of its file, for example: a usual mistake where there are no files. */
  @Test
  void aKeyThatIsGivenForSomethingElseIsNotShown() {
    String json = "{\n  \"private_key\": \"-----BEGIN PRIVATE KEY-----\\nhush\"\n}\n";
    String pem = "x: -----BEGIN PRIVATE KEY-----\nhush";
    String encoded = Base64.getEncoder().encodeToString(json.repeat(5).getBytes(UTF_8));
    for (String text : List.of(json, "  " + json, pem, encoded, encoded + "\n")) {
      assertThat(Option.text("credentials", "Help.").shown(text)).isEqualTo("***");
    }
  }

  private static Setting given(String text) {
    return new Setting("option", text, Setting.OPTION);
  }
}
