package dev.coffer.s3;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import java.util.EnumSet;
import java.util.Set;

/**
 * Says what a store finds out at its first deletion on a condition: that the server does not keep
 * it.
 */
final class UnconditionalDeletions extends ForwardingFileStore {
  UnconditionalDeletions(FileStore delegate) {
    super(delegate);
  }

  @Override
  public Capabilities capabilities() {
    Capabilities all = super.capabilities();
    Set<Capability> rest = EnumSet.copyOf(all.supported());
    rest.remove(Capability.CONDITIONAL_DELETES);
    return new Capabilities(rest, all.maxFileSize(), all.concurrency());
  }
}
