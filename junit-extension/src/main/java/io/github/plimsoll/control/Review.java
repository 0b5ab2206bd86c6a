package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a control that only a person can decide: it gathers evidence, asserts nothing, and needs an attestation. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Review {

    /** The question the reviewer answers. */
    String value();
}
