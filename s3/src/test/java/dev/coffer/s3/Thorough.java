package dev.coffer.s3;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Shows little that others do not show in less time, so it runs only when it is asked for. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = "coffer.thorough",
    matches = "true",
    disabledReason = "-Dcoffer.thorough=true was not asked for")
@interface Thorough {}
