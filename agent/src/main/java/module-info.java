/** Where the files of an agent server lie. */
module dev.coffer.agent {
  requires transitive dev.coffer;
  requires static transitive org.jspecify;

  exports dev.coffer.agent;
}
