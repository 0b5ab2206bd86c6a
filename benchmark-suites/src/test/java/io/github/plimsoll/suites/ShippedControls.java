package io.github.plimsoll.suites;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.judge.ControlMethod;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;

/** Every control that this module ships, found on the class path: none can be forgotten. */
public final class ShippedControls {

    public static final Catalogue CATALOGUE = Catalogue.load(ShippedControls.class.getClassLoader());

    private static final List<Method> METHODS = find();

    private ShippedControls() {}

    static List<Method> methods() {
        return METHODS;
    }

    private static List<Method> find() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.github.plimsoll.suites")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Control.class))
                        .map(JavaMethod::reflect)
                        .sorted(Comparator.comparing(Method::getName))
                        .toList();
    }

    /** Those of one platform, ready to be judged. */
    public static List<ControlMethod> of(Platform platform) {
        return METHODS.stream()
                .map(Method::getDeclaringClass)
                .distinct()
                .filter(type -> ControlMethod.platformOf(type).equals(platform.id()))
                .flatMap(type -> ControlMethod.allOf(type, CATALOGUE, platform).stream())
                .toList();
    }

    public static List<ControlDescription> descriptions() {
        return methods().stream().map(ShippedControls::describe).toList();
    }

    static ControlDescription describe(Method method) {
        return CATALOGUE.describe(method, ControlMethod.platformOf(method.getDeclaringClass()));
    }
}
