package dev.coffer.config;

/**
 * What a layer asks of the layers that it stands with. An order that breaks a rule is refused with
 * its reason.
 *
 * @param kind what is asked
 * @param layer the name of the other layer
 * @param reason what would go wrong; a clause that ends a sentence
 */
public record Rule(Kind kind, String layer, String reason) {
  /** What a rule asks. */
  public enum Kind {
    /** The other layer must be there. */
    NEEDS,
    /** The other layer must not be there. */
    NOT_WITH,
    /** When the other layer is there, this one must stand further inside. */
    INSIDE_OF,
    /** When the other layer is there, this one must stand further outside. */
    OUTSIDE_OF
  }

  /**
   * A layer that cannot do without another.
   *
   * @param layer the name of the other layer
   * @param reason what would go wrong
   * @return the rule
   */
  public static Rule needs(String layer, String reason) {
    return new Rule(Kind.NEEDS, layer, reason);
  }

  /**
   * A layer that cannot stand beside another.
   *
   * @param layer the name of the other layer
   * @param reason what would go wrong
   * @return the rule
   */
  public static Rule notWith(String layer, String reason) {
    return new Rule(Kind.NOT_WITH, layer, reason);
  }

  /**
   * A layer that must be called by another, not call it.
   *
   * @param layer the name of the other layer
   * @param reason what would go wrong
   * @return the rule
   */
  public static Rule insideOf(String layer, String reason) {
    return new Rule(Kind.INSIDE_OF, layer, reason);
  }

  /**
   * A layer that must call another, not be called by it.
   *
   * @param layer the name of the other layer
   * @param reason what would go wrong
   * @return the rule
   */
  public static Rule outsideOf(String layer, String reason) {
    return new Rule(Kind.OUTSIDE_OF, layer, reason);
  }
}
