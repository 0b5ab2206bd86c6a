package io.github.plimsoll.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.waiver.Waivers;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;

/**
 * The proofs of one class of controls: a test method for each control, of the same name.
 *
 * <p>A proof that does not show its control both violated and satisfied fails; for a {@link Review} control it has to show the
 * evidence that a person gets. What was shown, and what the control read for it, each proof publishes as a report entry.
 */
public abstract class Proofs {

    /** How a message begins that does not say of what it speaks. */
    private static final Pattern NAMELESS = Pattern.compile("^(is|there is|expected|does not hold)\\b|^Expecting");

    private final Class<?> controls;
    private final Platform platform;
    private final Catalogue catalogue;
    private final List<ControlResult> shown = new ArrayList<>();
    private @Nullable ControlMethod control;

    /** @param controls the class whose controls are proven here */
    protected Proofs(Class<?> controls) {
        this.controls = controls;
        String id = ControlMethod.platformOf(controls);
        this.platform = Platform.named(id)
                .orElseThrow(() -> new IllegalStateException("no platform '" + id + "' on the class path"));
        this.catalogue = Catalogue.load(controls.getClassLoader());
    }

    /** The control violates on exactly one subject at least, and no subject is left undecided or broken. */
    protected final void violatedBy(Fixture fixture) {
        assertThat(shows(Verdict.VIOLATED, fixture).findings(Verdict.VIOLATED))
                .extracting(Finding::message)
                .as("messages; .as(...) says what a value is of")
                .noneMatch(message -> NAMELESS.matcher(message).find());
    }

    protected final void satisfiedBy(Fixture fixture) {
        shows(Verdict.COMPLIANT, fixture);
    }

    /** The control does not apply, and says why to each subject there is. */
    protected final void notApplicableTo(Fixture fixture) {
        assertThat(shows(Verdict.NOT_APPLICABLE, fixture).findings())
                .extracting(Finding::message)
                .as("reasons")
                .noneMatch(reason -> reason.isBlank() || reason.equals("Assumption failed"));
    }

    protected final void inconclusiveFor(Fixture fixture) {
        shows(Verdict.INCONCLUSIVE, fixture);
    }

    /** The control asks a person, and shows them a value at that path. */
    protected final void asksAbout(Fixture fixture, String evidencePath) {
        ControlResult result = shows(Verdict.NEEDS_REVIEW, fixture);
        assertThat(result.findings())
                .flatExtracting(finding -> finding.evidence())
                .extracting(evidence -> evidence.path())
                .contains(evidencePath);
    }

    private ControlResult shows(Verdict expected, Fixture fixture) {
        ControlMethod proven = Objects.requireNonNull(control, "no control under proof");
        Policies policies = fixture.policies(Policies.defaults(catalogue));
        ControlResult result = new Judge(fixture.snapshot(), platform, Waivers.none(), policies).judge(proven);
        assertThat(result.verdict())
                .as("%s: %s %s", proven.description().id(), result.reason(), result.findings())
                .isEqualTo(expected);
        shown.add(result);
        return result;
    }

    @BeforeEach
    final void findTheControl(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        control = ControlMethod.allOf(controls, catalogue, platform).stream()
                .filter(candidate -> candidate.description().id().equals(platform.id() + "/" + name))
                .findFirst()
                .orElse(null);
        if (control == null && !name.equals("every_control_is_proven")) {
            fail("%s has no control '%s'", controls.getSimpleName(), name);
        }
    }

    @AfterEach
    final void bothSidesWereShown(TestReporter reporter) {
        if (control == null) {
            return;
        }
        reporter.publishEntry(ShownProof.of(control.description().id(), shown).entry());
        Set<Verdict> owed = control.description().question().isPresent()
                ? EnumSet.of(Verdict.NEEDS_REVIEW)
                : EnumSet.of(Verdict.VIOLATED, Verdict.COMPLIANT);
        assertThat(shown)
                .as("sides of %s shown", control.description().id())
                .extracting(ControlResult::verdict)
                .containsAll(owed);
    }

    @Test
    void every_control_is_proven() {
        List<String> proofs = Arrays.stream(getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList();
        String stubs = Arrays.stream(controls.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Control.class))
                .map(Method::getName)
                .filter(name -> !proofs.contains(name))
                .sorted()
                .map(Proofs::stub)
                .collect(java.util.stream.Collectors.joining("\n"));
        assertThat(stubs)
                .as("controls of %s without a proof; paste these and fill them in", controls.getSimpleName())
                .isEmpty();
    }

    private static String stub(String name) {
        return """

                @Test
                void %s() {
                    violatedBy(host().container("web", c -> c.with("HostConfig.Field", 0)));
                    satisfiedBy(host().container("web", c -> c.with("HostConfig.Field", 1)));
                }
                """.formatted(name);
    }
}
