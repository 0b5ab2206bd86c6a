package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** This control mitigates threats of the STRIDE category repudiation. */
@Tag("stride")
@Tag("stride:repudiation")
@Threat(category = "repudiation")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Repudiation {

    /** Ids in the platform's threat model, for example {@code "R1"}. */
    String[] value();
}
