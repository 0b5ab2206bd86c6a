package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a member of etcd keeps what it stores.
 *
 * @param directory on the node
 * @param runsAs the user it runs as
 */
public record EtcdPlace(String node, String directory, long runsAs) {

    /** @throws Unreadable if no member is seen, or one does not tell */
    public static List<EtcdPlace> of(Reading snapshot) {
        List<EtcdPlace> places = new ArrayList<>();
        for (Found<Etcd> found : Etcd.locate(snapshot)) {
            Etcd etcd = Components.open(found, snapshot);
            etcd.directories().forEach(directory -> places.add(new EtcdPlace(etcd.node(), directory, etcd.runsAs())));
        }
        return places;
    }
}
