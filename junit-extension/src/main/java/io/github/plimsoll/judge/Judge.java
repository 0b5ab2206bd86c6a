package io.github.plimsoll.judge;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.policy.Policy;
import io.github.plimsoll.policy.PolicyMisuse;
import io.github.plimsoll.waiver.Waivers;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Judges controls over one snapshot. Safe for use by several threads. */
public final class Judge {

    private final Snapshot snapshot;
    private final Platform platform;
    private final PeoplesWord peoplesWord;
    private final Policies policies;
    private final Subjects subjects;

    public Judge(Snapshot snapshot, Platform platform, Waivers waivers, Policies policies) {
        this.snapshot = snapshot;
        this.platform = platform;
        this.peoplesWord = new PeoplesWord(waivers);
        this.policies = policies;
        this.subjects = new Subjects(snapshot, platform);
    }

    /** Judges a control on every subject of its type. */
    public ControlResult judge(ControlMethod control) {
        Optional<String> aside = platform.whyNotJudged(control.subjectType(), snapshot);
        if (aside.isPresent()) {
            return new ControlResult(control.description(), Verdict.NOT_APPLICABLE, aside.get(), List.of());
        }
        Subjects.Located located = subjects.located(control.subjectType());
        if (located.failure().isPresent()) {
            return new ControlResult(
                    control.description(),
                    Verdict.INCONCLUSIVE,
                    located.failure().get().reason(),
                    List.of());
        }
        if (located.found().isEmpty()) {
            return new ControlResult(
                    control.description(),
                    Verdict.NOT_APPLICABLE,
                    located.absence().map(Absent::reason).orElse("the target has no " + words(control.subjectType())),
                    List.of());
        }
        try {
            List<Finding> findings = new ArrayList<>();
            for (Found<?> subject : located.found()) {
                findings.add(judge(control, subject));
            }
            findings.sort(Comparator.comparing(Finding::verdict));
            return new ControlResult(control.description(), findings.get(0).verdict(), "", findings);
        } catch (BrokenControl broken) {
            return new ControlResult(
                    control.description(),
                    Verdict.BROKEN,
                    broken.reason(),
                    List.of(),
                    Optional.ofNullable(broken.getCause()));
        }
    }

    private Finding judge(ControlMethod control, Found<?> found) throws BrokenControl {
        Recorder recorder = new Recorder();
        Subject subject;
        Object[] arguments;
        try {
            subject = found.open(snapshot, recorder);
            arguments = arguments(control, subject, recorder);
        } catch (Unreadable e) {
            return new Finding(found.name(), "", Verdict.INCONCLUSIVE, e.reason(), recorder.evidence());
        } catch (Absent e) {
            return new Finding(found.name(), "", Verdict.NOT_APPLICABLE, e.reason(), recorder.evidence());
        }
        Outcome outcome = call(control, arguments, recorder);
        Finding finding = new Finding(
                subject.name(),
                stateOf(found),
                subject.place(),
                outcome.verdict(),
                outcome.message(),
                recorder.evidence());
        return peoplesWord.on(control.description(), finding);
    }

    private Object[] arguments(ControlMethod control, Subject subject, Recorder recorder) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(subject);
        for (Class<?> type : control.contextTypes()) {
            arguments.add(
                    type == Policy.class
                            ? policies.readBy(recorder)
                            : context(control, type.asSubclass(Subject.class), recorder));
        }
        return arguments.toArray();
    }

    private Subject context(ControlMethod control, Class<? extends Subject> type, Recorder recorder) {
        Subjects.Located context = subjects.located(type);
        if (context.failure().isPresent()) {
            throw context.failure().get();
        }
        if (context.absence().isPresent()) {
            throw context.absence().get();
        }
        if (context.found().size() != 1) {
            throw new ControlMisuse(control.method().getName() + " takes a " + type.getSimpleName()
                    + " as context, of which the target has "
                    + context.found().size()
                    + ": only what a target has once can be context");
        }
        return context.found().get(0).open(snapshot, recorder);
    }

    private static Outcome call(ControlMethod control, Object[] arguments, Recorder recorder) throws BrokenControl {
        Optional<Throwable> thrown = invoke(control, arguments);
        if (thrown.isEmpty()) {
            return holds(control, recorder);
        }
        Throwable cause = thrown.get();
        if (cause instanceof AssertionError error) {
            return new Outcome(Verdict.VIOLATED, Messages.oneLine(error.getMessage()));
        }
        if (cause instanceof Unreadable unreadable) {
            return new Outcome(Verdict.INCONCLUSIVE, unreadable.reason());
        }
        if (cause instanceof Absent absent) {
            return new Outcome(Verdict.NOT_APPLICABLE, absent.reason());
        }
        if (cause instanceof TestAbortedException aborted) {
            return new Outcome(Verdict.NOT_APPLICABLE, Messages.oneLine(aborted.getMessage()));
        }
        if (cause instanceof PolicyMisuse misuse) {
            throw new ControlMisuse(control.description().id() + " " + misuse.getMessage());
        }
        throw new BrokenControl(control.description().id() + " threw " + cause, cause);
    }

    private static Optional<Throwable> invoke(ControlMethod control, Object[] arguments) throws BrokenControl {
        try {
            control.method().invoke(control.instance(), arguments);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new BrokenControl("cannot call " + control.method(), e);
        }
    }

    private static Outcome holds(ControlMethod control, Recorder recorder) throws BrokenControl {
        if (recorder.firstFailure().isPresent()) {
            // The control swallowed the failure; what it could not read it cannot vouch for.
            return new Outcome(
                    Verdict.INCONCLUSIVE, recorder.firstFailure().get().reason());
        }
        if (!recorder.hasReadAFact()) {
            throw new BrokenControl(control.description().id() + " read no fact, so it says nothing about the target");
        }
        Optional<String> question = control.description().question();
        return question.map(text -> new Outcome(Verdict.NEEDS_REVIEW, text))
                .orElseGet(() -> new Outcome(Verdict.COMPLIANT, ""));
    }

    /** Read apart from the control's own reading, for it is no evidence of anything the control looked at. */
    private String stateOf(Found<?> found) {
        try {
            return found.open(snapshot, new Recorder()).state();
        } catch (Unreadable e) {
            return "";
        }
    }

    /** {@code ExecSession} reads "exec session". */
    private static String words(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private record Outcome(Verdict verdict, String message) {}

    /** Ends the judging of a control that is itself defective; a partial verdict of it would be worth nothing. */
    private static final class BrokenControl extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenControl(String reason) {
            super(reason);
        }

        BrokenControl(String reason, Throwable cause) {
            super(reason, cause);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
