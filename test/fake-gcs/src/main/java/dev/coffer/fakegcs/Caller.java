package dev.coffer.fakegcs;

import java.util.Optional;
import java.util.Set;

/**
 * A caller and its permissions.
 *
 * <p>Documentation: {@code access-control/iam-permissions}, and {@code json_api/v1/status-codes}
 * for the difference between 401 and 403.
 *
 * @param name the name in error messages; empty for an anonymous caller
 * @param permissions the permissions; empty for all
 */
record Caller(Optional<String> name, Optional<Set<String>> permissions) {
  static final Caller ANYONE = new Caller(Optional.empty(), Optional.empty());

  boolean may(String permission) {
    return permissions.isEmpty() || permissions.get().contains(permission);
  }

  /** Refuses a caller that lacks a permission, which the message names. */
  void require(String permission) {
    if (may(permission)) {
      return;
    }
    String thing = permission.startsWith("storage.objects.") ? "object" : "bucket";
    String message =
        String.format(
            "%s does not have %s access to the Google Cloud Storage %s."
                + " Permission '%s' denied on resource (or it may not exist).",
            name.orElse("Anonymous caller"), permission, thing, permission);
    throw name.isPresent() ? Refusal.forbidden(message) : Refusal.loginRequired(message);
  }
}
