package dev.coffer.micrometer;

import dev.coffer.FileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** An application's registries: meters of Prometheus, and spans of OpenTelemetry. */
final class Telemetry {
  final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final ObservationRegistry observations = ObservationRegistry.create();

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

  Telemetry() {
    SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
    OtelTracer tracer =
        new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {});
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(new DefaultTracingObservationHandler(tracer));
  }

  MicrometerListener listener() {
    return new MicrometerListener(observations, meters);
  }

  FileStore watch(FileStore store) {
    return new ObservedFileStore(store, ObserveOptions.DEFAULTS.listener(listener()));
  }

  MeterRegistry meters() {
    return meters;
  }

  /** The spans that have ended. */
  List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  List<SpanData> spans(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).toList();
  }
}
