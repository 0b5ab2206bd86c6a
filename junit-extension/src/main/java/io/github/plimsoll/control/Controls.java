package io.github.plimsoll.control;

import io.github.plimsoll.junit.ControlNames;
import io.github.plimsoll.junit.PlimsollExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks a class of controls for one platform; used through {@link DockerControls} and its like. */
@Tag("plimsoll")
@ExtendWith(PlimsollExtension.class)
@DisplayNameGeneration(ControlNames.class)
@Documented
@Inherited
@Target({ElementType.ANNOTATION_TYPE, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Controls {

    /** The platform whose subjects the controls judge, for example {@code docker}. */
    String platform();
}
