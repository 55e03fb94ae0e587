package dev.coffer.config;

import dev.coffer.Middleware;

/** A layer that a configuration switches on, with the settings that it is made with. */
public final class Layer {
  private final MiddlewareProvider provider;
  private final Settings settings;
  private final Middleware middleware;

  Layer(MiddlewareProvider provider, Settings settings, Middleware middleware) {
    this.provider = provider;
    this.settings = settings;
    this.middleware = middleware;
  }

  MiddlewareProvider provider() {
    return provider;
  }

  Middleware middleware() {
    return middleware;
  }

  /**
   * Its name.
   *
   * @return as its provider gives it
   */
  public String name() {
    return provider.name();
  }

  /**
   * What it is made with.
   *
   * @return its own options alone
   */
  public Settings settings() {
    return settings;
  }

  @Override
  public String toString() {
    return name();
  }
}
