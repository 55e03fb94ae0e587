package dev.coffer.fakegcs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Permissions of callers. Before the first grant, everyone may do everything. */
final class Access {
  private static final String BEARER = "Bearer ";

  private final Map<String, Caller> callers = new ConcurrentHashMap<>();

  void grant(String token, Set<String> permissions) {
    Optional<String> name = Optional.of("caller-" + callers.size() + "@test.example");
    callers.put(token, new Caller(name, Optional.of(permissions)));
  }

  /** Returns the caller with the token of a request. Documentation: {@code authentication}. */
  Caller caller(Optional<String> authorization) {
    if (callers.isEmpty()) {
      return Caller.ANYONE;
    }
    if (authorization.isEmpty()) {
      return new Caller(Optional.empty(), Optional.of(Set.of()));
    }
    String text = authorization.get();
    Caller caller = text.startsWith(BEARER) ? callers.get(text.substring(BEARER.length())) : null;
    if (caller == null) {
      throw Refusal.unauthenticated("Invalid Credentials");
    }
    return caller;
  }
}
