package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;

/** A scheduler: {@code node/control-plane › kube-scheduler}. */
public final class Scheduler extends Component {

    Scheduler(Reading place, CommandLine commandLine) {
        super(place, commandLine);
    }

    /** @throws Unreadable if none is seen */
    public static List<Found<Scheduler>> locate(Reading snapshot) {
        return Components.of(snapshot, "kube-scheduler", Scheduler::new);
    }

    /** Whether performance data and traces of the program are served. A configuration file overrules the flag. */
    public boolean servesProfiles() {
        String config = flags().text("config", "");
        return config.isEmpty()
                ? flags().flag("profiling", true)
                : file(config).value("enableProfiling").asBoolean(true);
    }

    /** The address under which it answers others than itself; empty if it answers nobody. */
    public String address() {
        return ListenAddress.of(flags(), 10259);
    }

    /** Whether only programs of its own node reach it. */
    public boolean listensLocally() {
        return ListenAddress.isLocal(address());
    }
}
