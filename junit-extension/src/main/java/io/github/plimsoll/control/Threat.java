package io.github.plimsoll.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an annotation whose {@code String[] value()} holds ids of threats in the platform's threat model. */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Threat {

    /** The STRIDE category, for example {@code denial-of-service}. */
    String category();
}
