package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports of kubelets and of etcd that were seen to let in whoever asks, or of which that could not be told. */
final class PortSteps {

    private static final Pattern OF_A_NODE = Pattern.compile("node/(.+) › port (\\d+)");
    private static final String ETCD = "2379";

    /** Where a kubelet tells whoever asks, and does nothing for them. */
    private static final String READ_ONLY = "10255";

    private final Snapshot snapshot;
    private final List<Step> steps = new ArrayList<>();

    private PortSteps(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    static List<Step> of(Snapshot snapshot) {
        PortSteps ports = new PortSteps(snapshot);
        try {
            for (Found<ServedPort> found : ServedPort.locate(Reading.of(snapshot, new Recorder()))) {
                ports.add(found);
            }
        } catch (Unreadable e) {
            ports.steps.add(new Step(
                    AttackSteps.NETWORK,
                    AttackSteps.CLUSTER,
                    List.of(new Condition(
                            "which ports let strangers in could not be told", List.of(), List.of(), e.reason()))));
        }
        return ports.steps;
    }

    private void add(Found<ServedPort> found) {
        Matcher name = OF_A_NODE.matcher(found.name());
        if (!name.matches()) {
            return; // What strangers may ask an API server is a matter of their rights.
        }
        String node = "node/" + name.group(1);
        boolean isEtcd = name.group(2).equals(ETCD);
        if (name.group(2).equals(READ_ONLY)) {
            return;
        }
        Fix fix = new Fix(
                node,
                isEtcd
                        ? "Set --client-cert-auth and --trusted-ca-file for its etcd"
                        : "Set authentication.anonymous.enabled: false and authorization.mode: Webhook for its kubelet");
        List<Condition> open = Condition.observed(
                "whether " + found.name() + " lets strangers in could not be told",
                words -> List.of(fix),
                recorder -> letsStrangersIn(found.open(snapshot, recorder))
                        ? List.of(found.name() + " lets strangers in")
                        : List.of());
        for (Condition condition : open) {
            if (isEtcd) {
                add(AttackSteps.CLUSTER, condition);
            } else {
                add(AttackSteps.node(name.group(1)), condition);
                add(AttackSteps.NODE, condition);
            }
        }
    }

    private static boolean letsStrangersIn(ServedPort port) {
        return !port.isShut()
                && (port.answersPlainly()
                        || (port.servesTls() && (port.answersStrangers() || port.answersForeignCertificate())));
    }

    private void add(Position to, Condition condition) {
        steps.add(new Step(AttackSteps.NETWORK, to, List.of(condition)));
    }
}
