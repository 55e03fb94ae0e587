package dev.coffer.config;

import java.util.Map;

/** What a layer may ask for besides its options. */
record Surroundings(StateDirectory state, Map<String, String> environment) {}
