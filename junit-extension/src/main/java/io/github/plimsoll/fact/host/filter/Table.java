package io.github.plimsoll.fact.host.filter;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table of chains, which lead to each other and to no others.
 *
 * @param family {@code ip}, {@code ip6}, or {@code inet} for both
 */
record Table(String family, Map<String, Chain> chains) {

    static Table of(String family) {
        return new Table(family, new LinkedHashMap<>());
    }

    boolean isFor(NewConnection connection) {
        return family.equals(connection.family()) || family.equals("inet") || family.equals("netdev");
    }
}
