package dev.coffer.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** What is observed. */
public enum CofferObservation implements ObservationDocumentation {
  /** An operation of a store: of a read and a list until the stream is closed or taken whole. */
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

  /** A request of a store to a service, up to the head of the answer. */
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

  /** The names of what is told with an observation. */
  public enum Key implements KeyName {
    /** The store, by its kind and bucket, or the name that it was given; never a path. */
    STORE("store"),
    /** What was done: {@code write}, {@code read}. */
    OPERATION("operation"),
    /** {@code ok}, or the kind of the error: {@code not-found}. Known at the end. */
    OUTCOME("outcome"),
    /** The bytes of the file that were written or given. */
    BYTES("bytes"),
    /** What a service is asked: {@code GetObject}, {@code objects.get}. */
    REQUEST("request"),
    /** The status of the answer, or {@code none}. Known at the end. */
    STATUS("status"),
    /** Whether the request was made before and is repeated. */
    REPEATED("repeated"),
    /** How often it was made by now. */
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
