package dev.coffer.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The kinds of observations. */
public enum CofferObservation implements ObservationDocumentation {
  /** An operation of a store; a read and a list last until the stream is closed or consumed. */
  OPERATION {
    @Override
    public String getName() {
      return "coffer.operation";
    }

    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
        getDefaultConvention() {
      return OperationConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
      return new KeyName[] {Key.STORE, Key.OPERATION, Key.OUTCOME};
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
      return new KeyName[] {Key.BYTES};
    }
  },

  /** A request of a store to a service, up to the head of the response. */
  REQUEST {
    @Override
    public String getName() {
      return "coffer.request";
    }

    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
        getDefaultConvention() {
      return RequestConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
      return new KeyName[] {Key.STORE, Key.REQUEST, Key.STATUS, Key.REPEATED};
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
      return new KeyName[] {Key.ATTEMPT};
    }
  };

  /** The key names of observations. */
  public enum Key implements KeyName {
    /** The store: its kind and bucket, or the name it was given; never a path. */
    STORE("store"),
    /** The operation: {@code write}, {@code read}. */
    OPERATION("operation"),
    /** The outcome: {@code ok}, or the kind of the error: {@code not-found}. Known at the end. */
    OUTCOME("outcome"),
    /** The number of bytes of the file that were written or returned. */
    BYTES("bytes"),
    /** The request to a service: {@code GetObject}, {@code objects.get}. */
    REQUEST("request"),
    /** The status of the response, or {@code none}. Known at the end. */
    STATUS("status"),
    /** Whether the request repeats an earlier one. */
    REPEATED("repeated"),
    /** How often the request has been made so far. */
    ATTEMPT("attempt");

    private final String key;

    Key(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }
}
