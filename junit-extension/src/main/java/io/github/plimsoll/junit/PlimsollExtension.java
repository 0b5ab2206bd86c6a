package io.github.plimsoll.junit;

import io.github.plimsoll.audit.Audit;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlMisuse;
import io.github.plimsoll.judge.ControlResult;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Runs the controls of a class against the targets.
 *
 * <p>JUnit makes one test of a {@link Control}; its one invocation is skipped, and the method is called for each subject
 * instead. Facts are collected once for the whole launcher session.
 */
public final class PlimsollExtension
        implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, InvocationInterceptor, ParameterResolver {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Method> method = context.getTestMethod();
        if (method.isEmpty()) {
            return Session.of(context).hasToldWhyNot()
                    ? ConditionEvaluationResult.disabled("the audit could not start; the first class says why")
                    : ConditionEvaluationResult.enabled("the audit can start");
        }
        return isSelected(context, method.get())
                ? ConditionEvaluationResult.enabled("selected")
                : ConditionEvaluationResult.disabled("not selected");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ControlMethod.platformOf(context.getRequiredTestClass());
        Session.of(context).audit();
    }

    /** An abort while parameters are resolved would be a failure to JUnit, so it is settled before. */
    @Override
    public void beforeEach(ExtensionContext context) {
        for (Class<?> type : context.getRequiredTestMethod().getParameterTypes()) {
            if (Session.of(context).isLiveClient(type)
                    && Session.of(context).audit().client(type).isEmpty()) {
                throw new TestAbortedException(
                        "not applicable: no target of this run has a live " + type.getSimpleName());
            }
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        Method method = invocationContext.getExecutable();
        if (!method.isAnnotationPresent(Control.class)) {
            invocation.proceed();
            return;
        }
        invocation.skip();
        Audit audit = Session.of(context).audit();
        Map<String, ControlResult> results = audit.judge(method, context.getRequiredTestInstance());
        Outcomes.publish(results, audit.settings());
    }

    /** A control's own parameters are filled once for each subject; what JUnit gets in their place is never used. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getDeclaringExecutable().isAnnotationPresent(Control.class)
                || Session.of(context).isLiveClient(parameter.getParameter().getType());
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getDeclaringExecutable().isAnnotationPresent(Control.class)) {
            return null;
        }
        return Session.of(context)
                .audit()
                .client(parameter.getParameter().getType())
                .orElseThrow();
    }

    private static boolean isSelected(ExtensionContext context, Method method) {
        if (!method.isAnnotationPresent(Control.class)) {
            return true;
        }
        Session session = Session.of(context);
        try {
            return session.selects(method, ControlMethod.platformOf(context.getRequiredTestClass()));
        } catch (ControlMisuse misuse) {
            return true; // so that running it says what is wrong
        }
    }
}
