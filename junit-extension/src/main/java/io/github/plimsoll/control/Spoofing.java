package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** This control mitigates threats of the STRIDE category spoofing. */
@Tag("stride")
@Tag("stride:spoofing")
@Threat(category = "spoofing")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Spoofing {

    /** Ids in the platform's threat model, for example {@code "S1"}. */
    String[] value();
}
