package dev.coffer.delivery;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the builders of all message brokers have. Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract class BusBuilder<B extends BusBuilder<B>> {
  private String name;
  private DeliveryPolicy policy = DeliveryPolicy.USUAL;
  private OptionalLong content = OptionalLong.empty();
  private Duration timeout = Duration.ofSeconds(15);
  private boolean waits;

  /**
   * Begins with the defaults.
   *
   * @param name the name of the receiver
   */
  protected BusBuilder(String name) {
    this.name = name;
  }

  /**
   * Returns this builder.
   *
   * @return this
   */
  protected abstract B self();

  /**
   * Returns what was set.
   *
   * @return the terms
   */
  protected final BusTerms terms() {
    return new BusTerms(name, policy, content, timeout, waits);
  }

  /**
   * Sets the name of the receiver in the outbox, for two brokers that would have the same.
   *
   * @param value defaults to the kind of the broker and what is published to, such as {@code
   *     kafka:TOPIC}; must stay the same across restarts, and not contain a secret
   * @return this builder
   */
  public B name(String value) {
    name = value;
    return self();
  }

  /**
   * Includes the contents of small files.
   *
   * @param largest the size of the largest file whose content is included; defaults to none
   * @return this builder
   */
  public B content(long largest) {
    content = OptionalLong.of(largest);
    return self();
  }

  /**
   * Sets how long one attempt may take.
   *
   * @param value defaults to 15 seconds
   * @return this builder
   */
  public B timeout(Duration value) {
    timeout = value;
    return self();
  }

  /**
   * Sets how changes are delivered.
   *
   * @param value defaults to {@link DeliveryPolicy#USUAL}
   * @return this builder
   */
  public B policy(DeliveryPolicy value) {
    policy = value;
    return self();
  }

  /**
   * Sets whether a change returns only once the broker has it, or after the timeout.
   *
   * @param value defaults to false
   * @return this builder
   */
  public B waits(boolean value) {
    waits = value;
    return self();
  }
}
