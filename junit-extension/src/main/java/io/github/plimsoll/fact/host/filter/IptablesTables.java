package io.github.plimsoll.fact.host.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables as {@code iptables-save} prints them. */
final class IptablesTables {

    private IptablesTables() {}

    /** Those that let pass or drop; translation of addresses is none of it. */
    static List<Table> parse(String family, List<String> lines) {
        List<Table> tables = new ArrayList<>();
        Table table = Table.of(family);
        for (String line : lines) {
            if (line.startsWith("*")) {
                table = Table.of(family);
                if (!line.equals("*nat")) {
                    tables.add(table);
                }
            } else if (line.startsWith(":")) {
                String[] words = line.substring(1).split(" ");
                boolean isBase = words.length > 1 && !words[1].equals("-");
                table.chains()
                        .put(
                                words[0],
                                Chain.of(
                                        isBase ? words[0].toLowerCase(Locale.ROOT) : "",
                                        "",
                                        isBase && words[1].equals("DROP")));
            } else if (line.startsWith("-A ")) {
                String[] words = line.split(" ", 3);
                Chain chain = table.chains().computeIfAbsent(words[1], name -> Chain.of("", "", false));
                chain.rules().add(IptablesRule.parse(words.length > 2 ? words[2] : ""));
            }
        }
        return tables;
    }

    /** The names of the tables that were printed. */
    static List<String> names(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("*"))
                .map(line -> line.substring(1))
                .toList();
    }
}
