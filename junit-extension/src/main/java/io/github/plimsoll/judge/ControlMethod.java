package io.github.plimsoll.judge;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.Controls;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.policy.Policy;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A control ready to be judged: its description, its method, and the object to call it on. */
public final class ControlMethod {

    private final ControlDescription description;
    private final Method method;
    private final Object instance;

    private ControlMethod(ControlDescription description, Method method, Object instance) {
        this.description = description;
        this.method = method;
        this.instance = instance;
    }

    /**
     * Binds a method that is annotated with {@link io.github.plimsoll.control.Control}.
     *
     * @throws ControlMisuse if nobody could ever judge it
     */
    public static ControlMethod of(Method method, Object instance, Catalogue catalogue, Platform platform) {
        requireSubjects(method, platform);
        method.setAccessible(true);
        return new ControlMethod(catalogue.describe(method, platform.id()), method, instance);
    }

    /**
     * Binds every control of a class to an object made with its constructor without parameters.
     *
     * @throws ControlMisuse if nobody could ever judge one of them
     */
    public static List<ControlMethod> allOf(Class<?> type, Catalogue catalogue, Platform platform) {
        Object instance = instanceOf(type);
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Control.class))
                .map(method -> of(method, instance, catalogue, platform))
                .toList();
    }

    /**
     * The platform that a class of controls judges.
     *
     * @throws ControlMisuse if it names none, or more than one
     */
    public static String platformOf(Class<?> type) {
        Set<String> platforms = new TreeSet<>();
        for (Annotation annotation : type.getAnnotations()) {
            Controls controls = annotation instanceof Controls own
                    ? own
                    : annotation.annotationType().getAnnotation(Controls.class);
            if (controls != null) {
                platforms.add(controls.platform());
            }
        }
        if (platforms.size() != 1) {
            throw new ControlMisuse(
                    platforms.isEmpty()
                            ? type.getSimpleName()
                                    + " names no platform: annotate it with @DockerControls or @KubernetesControls"
                            : type.getSimpleName() + " judges " + String.join(" and ", platforms)
                                    + ": a class of controls judges one platform, make it a class for each");
        }
        return platforms.iterator().next();
    }

    public ControlDescription description() {
        return description;
    }

    Method method() {
        return method;
    }

    Object instance() {
        return instance;
    }

    Class<? extends Subject> subjectType() {
        return method.getParameterTypes()[0].asSubclass(Subject.class);
    }

    /** Types of subjects that a target has once, and {@link Policy}. */
    List<Class<?>> contextTypes() {
        return Arrays.stream(method.getParameterTypes()).skip(1).toList();
    }

    private static Object instanceOf(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ControlMisuse(
                    type.getSimpleName() + " cannot be made: it needs a constructor without parameters (" + e + ")");
        }
    }

    private static void requireSubjects(Method method, Platform platform) {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        if (method.getParameterCount() == 0) {
            throw new ControlMisuse(
                    name + " takes no subject: its first parameter says what it judges, one of " + known(platform));
        }
        List<Class<?>> types = List.of(method.getParameterTypes());
        for (Class<?> type : types) {
            boolean isContext = type == Policy.class && types.indexOf(type) > 0;
            if (!isContext && !platform.subjects().containsKey(type)) {
                throw new ControlMisuse(name + " takes a " + type.getSimpleName() + ", which " + platform.id()
                        + " does not have: it has " + known(platform));
            }
        }
    }

    private static String known(Platform platform) {
        return platform.subjects().keySet().stream()
                .map(Class::getSimpleName)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
