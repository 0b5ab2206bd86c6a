package io.github.plimsoll.suites.kubernetes;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.suites.ShippedControls;
import io.github.plimsoll.waiver.Waivers;

/** What the control of a line of a benchmark says of a cluster, as an audit by that benchmark would. */
final class JudgedLine {

    private JudgedLine() {}

    /** @param benchmark its id, for example {@code cis-kubernetes-1.11} */
    static ControlResult of(String benchmark, String number, KubernetesFixture cluster) {
        KubernetesPlatform platform = new KubernetesPlatform();
        Benchmark table = ShippedControls.CATALOGUE.benchmark(benchmark).orElseThrow();
        Policies policies = Policies.defaults(ShippedControls.CATALOGUE).unlessSet(table.policy(), table.title());
        String id = table.lines().stream()
                .filter(line -> line.number().equals(number))
                .map(line -> line.controls().get(0))
                .findFirst()
                .orElseThrow(() -> new AssertionError(benchmark + " has no line " + number));
        return ShippedControls.of(platform).stream()
                .filter(control -> control.description().id().equals(id))
                .map(control -> new Judge(cluster.snapshot(), platform, Waivers.none(), policies).judge(control))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no control " + id));
    }
}
