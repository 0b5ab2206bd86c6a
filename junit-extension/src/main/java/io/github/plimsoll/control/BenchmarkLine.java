package io.github.plimsoll.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an annotation whose {@code String[] value()} holds line numbers of a benchmark, so that a company's own benchmark
 * is one annotation and one table away.
 */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BenchmarkLine {

    /** The benchmark without its version, for example {@code cis-docker}. */
    String benchmark();
}
