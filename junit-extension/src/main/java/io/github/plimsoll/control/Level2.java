package io.github.plimsoll.control;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tags a control of benchmark level 2 for {@code -Dgroups=level2}; the benchmark table is checked to say the same. */
@Tag("level2")
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Level2 {}
