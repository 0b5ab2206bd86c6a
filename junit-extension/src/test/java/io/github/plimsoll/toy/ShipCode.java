package io.github.plimsoll.toy;

import io.github.plimsoll.control.BenchmarkLine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

@BenchmarkLine(benchmark = "ship-code")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ShipCode {

    String[] value();
}
