package io.github.plimsoll.junit;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlMisuse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names controls as people know them: {@code 5.11 Container memory is limited}, by the benchmark that the run asks for. */
public final class ControlNames extends DisplayNameGenerator.Standard {

    private final Optional<Benchmark> chosen;

    public ControlNames() {
        chosen = SettingsLookup.beforeExecution()
                .apply("benchmark")
                .flatMap(id -> OnClassPath.catalogue().called(id));
    }

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
        String numbers = String.join(", ", numbers(type, method));
        return numbers.isEmpty() ? control.title() : numbers + " " + control.title();
    }

    private List<String> numbers(Class<?> type, Method method) {
        try {
            return chosen.map(benchmark ->
                            benchmark.linesOf(ControlMethod.platformOf(type) + "/" + method.getName()).stream()
                                    .map(Benchmark.Line::number)
                                    .toList())
                    .orElseGet(() -> Catalogue.numbersOnMethod(method));
        } catch (ControlMisuse misuse) {
            return Catalogue.numbersOnMethod(method); // running it says what is wrong
        }
    }
}
