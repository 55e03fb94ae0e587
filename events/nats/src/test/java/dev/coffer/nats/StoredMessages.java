package dev.coffer.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what a stream has stored, in its order. */
final class StoredMessages {
  private final JetStreamManagement management;
  private final JetStreamSubscription subscription;
  private long read;

  StoredMessages(Connection connection) throws Exception {
    management = connection.jetStreamManagement();
    subscription =
        connection
            .jetStream()
            .subscribe(
                ">",
                PushSubscribeOptions.builder().stream(NatsServer.STREAM).ordered(true).build());
  }

  /** Returns the messages that the stream has stored since the last call. */
  List<Message> next() throws Exception {
    long last = management.getStreamInfo(NatsServer.STREAM).getStreamState().getLastSequence();
    List<Message> messages = new ArrayList<>();
    while (read < last) {
      Message message = subscription.nextMessage(Duration.ofMinutes(1));
      if (message == null) {
        throw new AssertionError("message " + (read + 1) + " of " + last + " does not come");
      }
      read = message.metaData().streamSequence();
      messages.add(message);
    }
    return messages;
  }
}
