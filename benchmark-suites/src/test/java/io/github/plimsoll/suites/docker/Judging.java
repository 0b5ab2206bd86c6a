package io.github.plimsoll.suites.docker;

import io.github.plimsoll.fact.docker.DockerPlatform;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.suites.ShippedControls;
import io.github.plimsoll.waiver.Waivers;
import java.util.ArrayList;
import java.util.List;

/** Judges all controls of containers and images over one host, as an audit does. */
final class Judging {

    private static final DockerPlatform PLATFORM = new DockerPlatform();

    private static final List<Class<?>> CONTROLS = List.of(
            ContainerElevation.class,
            ContainerExposure.class,
            ContainerIsolation.class,
            ContainerMounts.class,
            ContainerNetwork.class,
            ContainerOperation.class,
            ContainerOverallocation.class,
            ContainerPrivileges.class,
            ContainerResources.class,
            HostHousekeeping.class,
            ImageBuild.class);

    private final List<ControlResult> results = new ArrayList<>();

    private Judging(Fixture host, List<ControlMethod> controls) {
        Policies policies = host.policies(Policies.defaults(ShippedControls.CATALOGUE));
        Judge judge = new Judge(host.snapshot(), PLATFORM, Waivers.none(), policies);
        controls.forEach(control -> results.add(judge.judge(control)));
    }

    static Judging of(Fixture host) {
        return new Judging(
                host,
                CONTROLS.stream()
                        .flatMap(type -> ControlMethod.allOf(type, ShippedControls.CATALOGUE, PLATFORM).stream())
                        .toList());
    }

    /** The same by the controls of the daemon, of swarms and of all else too. */
    static Judging wholly(Fixture host) {
        return new Judging(host, ShippedControls.of(PLATFORM));
    }

    List<ControlResult> results() {
        return results;
    }

    /** The subjects that a line of the benchmark finds at fault. */
    List<String> violators(String number) {
        return subjects(number, Verdict.VIOLATED);
    }

    /** The subjects that a line of the benchmark asks a person about. */
    List<String> reviewed(String number) {
        return subjects(number, Verdict.NEEDS_REVIEW);
    }

    private List<String> subjects(String number, Verdict verdict) {
        return result(number).findings(verdict).stream().map(Finding::subject).toList();
    }

    Verdict verdict(String number) {
        return result(number).verdict();
    }

    private ControlResult result(String number) {
        return results.stream()
                .filter(result -> result.control().number("cis-docker-1.8.0").equals(java.util.Optional.of(number)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no control for " + number));
    }
}
