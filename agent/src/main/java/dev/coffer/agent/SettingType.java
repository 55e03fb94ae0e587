package dev.coffer.agent;

import dev.coffer.config.Secret;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How values of a type are written in JSON. What the existing server takes for a value of the type
 * is taken here, too: text for a flag or a number.
 */
interface SettingType<T> {
  SettingType<String> TEXT =
      new SettingType<>() {
        @Override
        public Optional<String> read(JsonValue value) {
          if (value instanceof JsonValue.Text text) {
            return Optional.of(text.value());
          }
          throw new IllegalArgumentException("is no string");
        }

        @Override
        public JsonValue write(String value) {
          return JsonValue.of(value);
        }
      };

  /** Neither a blank one nor one that stands in a mask's place is a value. */
  SettingType<Secret> SECRET =
      new SettingType<>() {
        @Override
        public Optional<Secret> read(JsonValue value) {
          return TEXT.read(value).filter(MaskedSecrets::isValue).map(Secret::new);
        }

        @Override
        public JsonValue write(Secret value) {
          return JsonValue.of(value.reveal());
        }
      };

  /** The text of an object. */
  SettingType<String> OBJECT =
      new SettingType<>() {
        @Override
        public Optional<String> read(JsonValue value) {
          if (value instanceof JsonValue.Fields) {
            return Optional.of(JsonForm.COMPACT.write(value));
          }
          throw new IllegalArgumentException("is no object");
        }

        @Override
        public JsonValue write(String value) {
          return JsonDocument.parseObject(value);
        }
      };

  SettingType<Boolean> FLAG =
      new SettingType<>() {
        private static final Set<String> YES = Set.of("true", "t", "yes", "y", "on", "1", "1.0");
        private static final Set<String> NO = Set.of("false", "f", "no", "n", "off", "0", "0.0");

        @Override
        public Optional<Boolean> read(JsonValue value) {
          String word = word(value).toLowerCase(Locale.ROOT);
          if (YES.contains(word) || NO.contains(word)) {
            return Optional.of(YES.contains(word));
          }
          throw new IllegalArgumentException("is neither true nor false");
        }

        @Override
        public JsonValue write(Boolean value) {
          return JsonValue.of((boolean) value);
        }
      };

  SettingType<Double> DECIMAL =
      new SettingType<>() {
        @Override
        public Optional<Double> read(JsonValue value) {
          try {
            return Optional.of(Double.valueOf(word(value).strip()));
          } catch (NumberFormatException e) {
            // The cause shows the value.
            throw new IllegalArgumentException("is no number");
          }
        }

        @Override
        public JsonValue write(Double value) {
          return new JsonValue.Word(DecimalText.of(value));
        }
      };

  /** Returns the value; empty if it only stands for one. */
  Optional<T> read(JsonValue value);

  JsonValue write(T value);

  /** Returns the type of whole numbers from a least one. */
  static SettingType<Long> integer(long least) {
    return new SettingType<>() {
      @Override
      public Optional<Long> read(JsonValue value) {
        long number = whole(word(value).strip());
        if (number < least) {
          throw new IllegalArgumentException("is less than " + least);
        }
        return Optional.of(number);
      }

      @Override
      public JsonValue write(Long value) {
        return JsonValue.of((long) value);
      }
    };
  }

  private static long whole(String number) {
    try {
      return new BigDecimal(number).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      // The cause may show the value.
      throw new IllegalArgumentException("is no whole number");
    }
  }

  private static String word(JsonValue value) {
    if (value instanceof JsonValue.Word word) {
      return word.text();
    }
    return TEXT.read(value).orElseThrow();
  }
}
