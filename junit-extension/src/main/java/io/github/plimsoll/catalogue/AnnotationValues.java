package io.github.plimsoll.catalogue;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;

/** Reads {@code String[] value()} of annotations whose type is not known here. */
final class AnnotationValues {

    private AnnotationValues() {}

    static String[] texts(Annotation annotation) {
        Class<? extends Annotation> type = annotation.annotationType();
        try {
            return (String[]) type.getMethod("value").invoke(annotation);
        } catch (NoSuchMethodException | IllegalAccessException | ClassCastException e) {
            throw new IllegalStateException("@" + type.getSimpleName() + " needs a public String[] value()", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot read @" + type.getSimpleName(), e);
        }
    }
}
