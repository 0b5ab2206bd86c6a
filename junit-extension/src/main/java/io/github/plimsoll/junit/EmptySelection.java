package io.github.plimsoll.junit;

import io.github.plimsoll.audit.BadSetting;
import io.github.plimsoll.audit.Settings;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Says so when a selection leaves nothing to run; build tools then fail for want of tests without saying why. */
public final class EmptySelection implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (plan.countTestIdentifiers(test -> test.isTest()) > 0) {
            return;
        }
        String selection;
        try {
            selection = Settings.read(SettingsLookup.beforeExecution()).selection();
        } catch (BadSetting bad) {
            selection = String.valueOf(bad.getMessage());
        }
        if (!selection.isEmpty()) {
            System.out.println("Nothing was audited: no control is selected by " + selection);
        }
    }
}
