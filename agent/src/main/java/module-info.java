/** The files of an agent server: conversations, events, settings and secrets of its users. */
module dev.coffer.agent {
  requires transitive dev.coffer;
  requires static transitive org.jspecify;
  requires org.slf4j;
  requires tools.jackson.core;

  exports dev.coffer.agent;
}
