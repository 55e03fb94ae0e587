package dev.coffer.redis;

import dev.coffer.concurrent.Alarm;
import io.valkey.Connection;
import io.valkey.JedisClientConfig;
import io.valkey.JedisSocketFactory;
import io.valkey.Protocol;
import io.valkey.commands.ProtocolCommand;
import io.valkey.exceptions.JedisConnectionException;
import io.valkey.exceptions.JedisDataException;
import io.valkey.exceptions.JedisException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose calls end within a time whatever the server does: one that answers byte by
 * byte, or takes no more bytes, loses its socket. Used by one thread at a time.
 */
final class RedisConnection implements AutoCloseable {
  private final KnownSocket socket;
  private final Connection connection;

  private RedisConnection(KnownSocket socket, Connection connection) {
    this.socket = socket;
    this.connection = connection;
  }

  /** Opens a connection, which is logged in, within the time. */
  static RedisConnection open(
      JedisSocketFactory sockets, JedisClientConfig config, Duration patience) {
    KnownSocket socket = new KnownSocket(sockets);
    Alarm alarm = new Alarm(patience, socket::close);
    try {
      return reading(socket, () -> new RedisConnection(socket, new Connection(socket, config)));
    } catch (RuntimeException | Error e) {
      socket.close();
      throw e;
    } finally {
      alarm.off();
    }
  }

  /** The socket, which can be closed while another thread waits for it. */
  private static final class KnownSocket implements JedisSocketFactory {
    private final JedisSocketFactory sockets;
    private volatile @Nullable Socket socket;
    private volatile boolean closed;

    KnownSocket(JedisSocketFactory sockets) {
      this.sockets = sockets;
    }

    @Override
    public Socket createSocket() {
      Socket created = sockets.createSocket();
      socket = created;
      if (closed) {
        close();
      }
      return created;
    }

    void close() {
      closed = true;
      Socket open = socket;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          // It is not used again.
        }
      }
    }
  }

  /**
   * Makes a call.
   *
   * @return the answer: bytes, a {@link Long}, a list of answers, or null
   * @throws JedisDataException if the server refuses; the connection can still be used
   * @throws JedisException if no answer comes within the time
   */
  @Nullable Object call(Duration patience, ProtocolCommand command, byte[]... words) {
    Alarm alarm = new Alarm(patience, socket::close);
    try {
      connection.sendCommand(command, words);
      return reading(socket, connection::getOne);
    } finally {
      alarm.off();
    }
  }

  /**
   * Has the client read. A length or a depth for which there is no memory is no answer, and nobody
   * knows where the next one begins.
   */
  private static <T extends @Nullable Object> T reading(KnownSocket socket, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (OutOfMemoryError | StackOverflowError e) {
      socket.close();
      throw new JedisConnectionException("there is no memory for the answer", e);
    }
  }

  /** Sends a command whose answer another thread reads. */
  void send(byte[] command) throws IOException {
    Socket open = socket.socket;
    if (open != null) {
      open.getOutputStream().write(command);
    }
  }

  /**
   * Waits for what the server sends by itself.
   *
   * @param patience the longest silence
   * @param receiver takes what the server sends
   */
  void receive(Duration patience, Consumer<List<?>> receiver) {
    connection.setSoTimeout(Math.toIntExact(patience.toMillis()));
    Object unused =
        reading(
            socket,
            () -> {
              if (connection.getUnflushedObject() instanceof List<?> parts) {
                receiver.accept(parts);
              }
              return null;
            });
  }

  /** Returns what tells one start of a server from another; empty if it does not say. */
  String run(Duration patience) {
    try {
      byte[] section = "server".getBytes(StandardCharsets.US_ASCII);
      Object info = call(patience, Protocol.Command.INFO, section);
      return info instanceof byte[] text ? RedisInfo.of(text).get("run_id") : "";
    } catch (JedisDataException e) {
      return ""; // this user may not ask
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
