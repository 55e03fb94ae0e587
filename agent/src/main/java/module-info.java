/** The file layout of an agent server. */
module dev.coffer.agent {
  requires transitive dev.coffer;
  requires static transitive org.jspecify;

  exports dev.coffer.agent;
}
