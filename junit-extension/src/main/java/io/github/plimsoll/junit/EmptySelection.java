package io.github.plimsoll.junit;

import io.github.plimsoll.audit.BadSetting;
import io.github.plimsoll.audit.Selection;
import io.github.plimsoll.audit.Settings;
import java.util.Set;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Says so when a selection leaves nothing to run; build tools then fail for want of tests without saying why. */
public final class EmptySelection implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (plan.countTestIdentifiers(test -> test.isTest()) > 0) {
            return;
        }
        try {
            Settings settings = Settings.read(SettingsLookup.beforeExecution(), Set.of());
            if (!settings.selection().isEmpty()) {
                System.out.println("Nothing was audited: no control is selected by " + settings.selection());
                new Selection(settings, OnClassPath.catalogue())
                        .unanswerable()
                        .forEach(line -> System.out.println("  " + line));
            }
        } catch (BadSetting bad) {
            System.out.println("Nothing was audited: " + bad.getMessage());
        }
    }
}
