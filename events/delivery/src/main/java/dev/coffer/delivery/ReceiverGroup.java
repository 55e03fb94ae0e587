package dev.coffer.delivery;

import dev.coffer.event.FileEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Receivers of which a change waits for some, whichever they are. Receivers belong to the same
 * group if they have the same instance.
 *
 * @param needed how many of them must have a change before it returns
 * @param maxWait how long a change waits at most, for all of them together
 * @param onLate gets the events of a change that returned with fewer receivers; called by the
 *     thread that made the change, which must not fail for it
 */
public record ReceiverGroup(int needed, Duration maxWait, Consumer<List<FileEvent>> onLate) {}
