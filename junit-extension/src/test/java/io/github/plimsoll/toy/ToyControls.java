package io.github.plimsoll.toy;

import io.github.plimsoll.control.Controls;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

@Controls(platform = "toy")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ToyControls {}
