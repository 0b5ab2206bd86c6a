package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** This control mitigates threats of the STRIDE category denial of service. */
@Tag("stride")
@Tag("stride:denial-of-service")
@Threat(category = "denial-of-service")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DenialOfService {

    /** Ids in the platform's threat model, for example {@code "D1"}. */
    String[] value();
}
