package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** This control mitigates threats of the STRIDE category elevation of privilege. */
@Tag("stride")
@Tag("stride:elevation-of-privilege")
@Threat(category = "elevation-of-privilege")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ElevationOfPrivilege {

    /** Ids in the platform's threat model, for example {@code "E1"}. */
    String[] value();
}
