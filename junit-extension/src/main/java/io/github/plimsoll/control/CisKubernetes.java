package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** The number of this control in the newest table of the CIS Kubernetes Benchmark. */
@Tag("cis-kubernetes")
@BenchmarkLine(benchmark = "cis-kubernetes")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CisKubernetes {

    /** For example {@code "5.2.2"}; several where one check answers several lines. */
    String[] value();
}
