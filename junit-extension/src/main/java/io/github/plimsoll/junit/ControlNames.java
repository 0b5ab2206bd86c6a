package io.github.plimsoll.junit;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.control.Control;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names controls as people know them: {@code 5.11 Container memory is limited}. */
public final class ControlNames extends DisplayNameGenerator.Standard {

    /** {@code ContainerRuntime} reads "Container runtime". */
    @Override
    public String generateDisplayNameForClass(Class<?> type) {
        String words = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return words.charAt(0) + words.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> type, Method method) {
        Control control = method.getAnnotation(Control.class);
        if (control == null) {
            return super.generateDisplayNameForMethod(enclosing, type, method);
        }
        String numbers = String.join(", ", Catalogue.numbersOnMethod(method));
        return numbers.isEmpty() ? control.title() : numbers + " " + control.title();
    }
}
