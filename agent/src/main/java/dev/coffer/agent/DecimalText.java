package dev.coffer.agent;

import java.math.BigDecimal;

/** Decimal numbers as pydantic writes them. */
final class DecimalText {
  /** How many digits there are before the point, at least and at most, without an exponent. */
  private static final int FEWEST = -4;

  private static final int MOST = 16;

  private DecimalText() {}

  static String of(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int beforePoint = digits.precision() - digits.scale();
    if (beforePoint >= FEWEST && beforePoint <= MOST) {
      return digits.scale() <= 0 ? digits.setScale(1).toPlainString() : digits.toPlainString();
    }
    BigDecimal mantissa = digits.movePointLeft(beforePoint - 1).stripTrailingZeros();
    int exponent = beforePoint - 1;
    return mantissa.toPlainString() + (exponent < 0 ? "e" : "e+") + exponent;
  }
}
