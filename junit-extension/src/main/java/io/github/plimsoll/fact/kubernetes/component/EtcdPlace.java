package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Unreadable;
import java.util.List;

/**
 * Where a member of etcd keeps what it stores.
 *
 * @param directory on the node
 * @param runsAs the user it runs as
 */
public record EtcdPlace(String node, String directory, long runsAs) {

    /** @throws Unreadable if the member does not tell */
    public static List<EtcdPlace> of(Etcd etcd) {
        return etcd.directories().stream()
                .map(directory -> new EtcdPlace(etcd.node(), directory, etcd.runsAs()))
                .toList();
    }
}
