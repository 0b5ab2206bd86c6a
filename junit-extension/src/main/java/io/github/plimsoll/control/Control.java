package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A JUnit test that judges one subject of a target, once for each such subject.
 *
 * <p>The type of the first parameter says what is judged; further parameters are the context it is judged in. The id of
 * the control is the platform and the name of the method: {@code docker/memory_is_limited}.
 */
@Test
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Control {

    /** The compliant state, as a short sentence. */
    String title();

    /** What can happen where this does not hold. */
    String why();

    /** How to make it hold: a command or a setting; {@code {container}} and the like stand for the subject. */
    String fix();

    Severity severity();

    /** Earlier names of the method; waivers and selections that use them stay valid. */
    String[] formerly() default {};
}
