package io.github.plimsoll.junit;

import io.github.plimsoll.audit.BadSetting;
import io.github.plimsoll.audit.Rehearsal;
import io.github.plimsoll.audit.Selection;
import io.github.plimsoll.audit.Settings;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlMisuse;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Takes controls that nobody asked for out of the test plan, so that they leave no "skipped" behind. */
public final class ControlFilter implements PostDiscoveryFilter {

    private final Catalogue catalogue;
    private final Optional<Selection> selection;

    public ControlFilter() {
        if (SettingsLookup.beforeExecution().apply("target").isPresent()) {
            Rehearsal.begin();
        }
        catalogue = OnClassPath.catalogue();
        selection = selection(catalogue);
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        Optional<Method> method = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(MethodSource::getJavaMethod)
                .filter(candidate -> candidate.isAnnotationPresent(Control.class));
        boolean selected = method.map(this::isSelected).orElse(true);
        if (selected && method.isPresent()) {
            Rehearsal.begin();
        }
        return FilterResult.includedIf(selected, () -> "selected", () -> "not selected");
    }

    private boolean isSelected(Method method) {
        try {
            String platform = ControlMethod.platformOf(method.getDeclaringClass());
            return selection
                    .map(wanted -> wanted.includes(catalogue.describe(method, platform)))
                    .orElse(true);
        } catch (ControlMisuse misuse) {
            return true; // so that running it says what is wrong
        }
    }

    private static Optional<Selection> selection(Catalogue catalogue) {
        try {
            return Optional.of(new Selection(Settings.read(SettingsLookup.beforeExecution(), Set.of()), catalogue));
        } catch (BadSetting bad) {
            return Optional.empty(); // the run itself reports it, as one failed test rather than a broken launcher
        }
    }
}
