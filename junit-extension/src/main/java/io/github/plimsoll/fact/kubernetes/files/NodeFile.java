package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.host.HostFile;
import java.util.ArrayList;
import java.util.List;

/** A file of a node: {@code node/worker-1 › file /etc/kubernetes/kubelet.conf}. */
public abstract class NodeFile extends HostFile {

    NodeFile(Reading file) {
        super(file);
    }

    /** The owner and the group of the file if they are others than root. */
    public final List<String> foreignOwners() {
        List<String> foreign = new ArrayList<>();
        if (uid() != 0) {
            foreign.add("user " + uid());
        }
        if (gid() != 0) {
            foreign.add("group " + gid());
        }
        return foreign;
    }
}
