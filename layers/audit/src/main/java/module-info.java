/** A tamper-evident audit trail of every operation. */
module dev.coffer.audit {
  requires transitive dev.coffer;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.audit;

  provides dev.coffer.config.OperationListenerProvider with
      dev.coffer.audit.AuditProvider;
}
