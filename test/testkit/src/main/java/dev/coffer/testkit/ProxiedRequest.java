package dev.coffer.testkit;

/**
 * The first line of an HTTP request that went through a {@link ChaosProxy}.
 *
 * @param method for example {@code PUT}
 * @param target path and query, percent-encoded as the client sent them
 */
public record ProxiedRequest(String method, String target) {
  /**
   * Returns whether the query has a parameter, with or without a value.
   *
   * @param name the parameter, such as {@code uploadId}
   * @return true if it does
   */
  public boolean hasParameter(String name) {
    int query = target.indexOf('?');
    if (query < 0) {
      return false;
    }
    for (String parameter : target.substring(query + 1).split("&", -1)) {
      if (parameter.equals(name) || parameter.startsWith(name + "=")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
