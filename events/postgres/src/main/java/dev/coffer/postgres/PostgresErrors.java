package dev.coffer.postgres;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import java.io.FileNotFoundException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Translates errors of PostgreSQL into errors of a store. */
final class PostgresErrors {
  private static final String DENIED = "42501";
  private static final String LOCK_TIMEOUT = "55P03";
  private static final String CANCELLED = "57014";
  private static final Set<String> FULL = Set.of("53100", "53200");

  /** Of a transaction that may succeed when it is repeated. */
  private static final Set<String> COLLISIONS = Set.of("40001", "40P01");

  /** The session was idle within a transaction for too long, or its server is a standby now. */
  private static final Set<String> ENDED = Set.of("25P03", "25006");

  private static final Set<String> LOGIN = Set.of("28000", "28P01", "3D000");

  private PostgresErrors() {}

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /** Returns whether the connection has ended, or the server is not there or is starting. */
  static boolean isLost(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P") || ENDED.contains(state);
  }

  /** Returns whether the server may answer at another time. */
  static boolean mayPass(SQLException e) {
    return (isLost(e) && !isUntrusted(e)) || isLate(e);
  }

  /**
   * Returns whether nobody vouches for the server, or it is not the host of the URL. The driver
   * says so as if the connection had failed.
   */
  private static boolean isUntrusted(SQLException e) {
    return text(e).contains("HostnameVerifier")
        || Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
            .anyMatch(
                cause ->
                    cause instanceof CertificateException
                        || cause instanceof FileNotFoundException);
  }

  private static boolean isLate(SQLException e) {
    return state(e).equals(LOCK_TIMEOUT) || state(e).equals(CANCELLED);
  }

  /** Returns whether another transaction was in the way. */
  static boolean isBusy(SQLException e) {
    return state(e).equals(LOCK_TIMEOUT) || COLLISIONS.contains(state(e));
  }

  /** Returns whether neither a retry nor a restart can help, but a person. */
  static boolean isForAPerson(SQLException e) {
    return LOGIN.contains(state(e)) || state(e).equals(DENIED);
  }

  static FileStoreException of(
      String operation, String path, String outbox, String grants, SQLException e) {
    ErrorContext context = new ErrorContext(operation, path, outbox);
    String state = state(e);
    if (mayPass(e)) {
      return new ConnectionException(context, hint(grants, e), e);
    }
    if (FULL.contains(state)) {
      return new StorageFullException(context, hint(grants, e), e);
    }
    if (isForAPerson(e)) {
      return new PermissionDeniedException(context, hint(grants, e), e);
    }
    return new StorageFailureException(context, hint(grants, e), e);
  }

  /**
   * Describes what is wrong and what to do. Whoever goes on in spite of it says so itself.
   *
   * @param grants the rights that the user needs, as SQL
   */
  static String hint(String grants, SQLException e) {
    String state = state(e);
    if (isUntrusted(e)) {
      return "no trusted connection to the database of the outbox: "
          + text(e)
          + "; its certificate must be that of the host in the URL, and for one of your own"
          + " authority add sslrootcert=FILE to the URL";
    }
    if (isLost(e)) {
      return "the database of the outbox cannot be reached: " + text(e);
    }
    if (state.equals(DENIED)) {
      return text(e) + "; let an owner of the database run: " + grants;
    }
    if (isLate(e)) {
      return "the database of the outbox did not answer in time: " + text(e);
    }
    return FULL.contains(state)
        ? "the disk or the memory of the database is full: free some; " + text(e)
        : text(e);
  }

  private static String text(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
