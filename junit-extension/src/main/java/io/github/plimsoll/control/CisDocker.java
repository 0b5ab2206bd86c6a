package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** The number of this control in the newest table of the CIS Docker Benchmark. */
@Tag("cis-docker")
@BenchmarkLine(benchmark = "cis-docker")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CisDocker {

    /** For example {@code "5.11"}; several where one check answers several lines. */
    String[] value();
}
