package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ThreatModel;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the catalogue has what the settings of a run name, so that a slip of the pen is no smaller audit. */
final class KnownNames {

    private final Settings settings;
    private final Catalogue catalogue;
    private final Tables tables;

    KnownNames(Settings settings, Catalogue catalogue, Tables tables) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.tables = tables;
    }

    /** @throws BadSetting for the first name that it does not have, with what there is */
    void require() {
        settings.benchmark().ifPresent(this::requireBenchmark);
        settings.stride().forEach(this::requireThreat);
        settings.mapping().forEach(this::requireMapping);
        settings.controls().stream().filter(Tables::isNumber).forEach(this::requireLine);
    }

    private void requireBenchmark(String id) {
        if (catalogue.called(id).isPresent()) {
            return;
        }
        List<String> known = catalogue.benchmarks().stream().map(Benchmark::id).toList();
        catalogue.whyLeftOut(id).ifPresent(reason -> {
            String family = id.substring(0, id.lastIndexOf('-') + 1);
            throw new BadSetting("-Dbenchmark=" + id + ": left out, for " + reason + "; there are "
                    + String.join(
                            ", ",
                            known.stream()
                                    .filter(other -> other.startsWith(family))
                                    .toList()));
        });
        throw BadSetting.unknown("benchmark", id, known);
    }

    private void requireThreat(String wanted) {
        Set<String> known = new TreeSet<>();
        for (ThreatModel model : catalogue.threatModels()) {
            model.threats().forEach(threat -> known.addAll(List.of(threat.category(), threat.id())));
        }
        if (!known.contains(wanted)) {
            throw BadSetting.unknown("stride", wanted, known);
        }
    }

    private void requireMapping(String wanted) {
        if (catalogue.mappings().noneMatch(mapping -> mapping.isCalled(wanted))) {
            throw BadSetting.unknown(
                    "mapping",
                    wanted,
                    catalogue
                            .mappings()
                            .flatMap(mapping -> mapping.ids().stream())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private void requireLine(String wanted) {
        if (catalogue.platforms().stream()
                .flatMap(platform -> tables.candidates(platform).stream())
                .anyMatch(table -> Tables.hasLine(table, wanted))) {
            return;
        }
        List<String> others = catalogue.benchmarks().stream()
                .filter(table -> Tables.hasLine(table, wanted))
                .map(Benchmark::id)
                .toList();
        String here =
                String.join(", ", tables.ofRun().stream().map(Benchmark::id).toList());
        if (!others.isEmpty()) {
            throw new BadSetting("-Dcontrols=" + wanted + ": is no line of " + here
                    + "; choose a benchmark that has it by" + " -Dbenchmark, of " + String.join(", ", others));
        }
        throw BadSetting.unknown(
                "controls",
                wanted,
                tables.ofRun().stream()
                        .flatMap(table -> table.lines().stream())
                        .map(Benchmark.Line::number)
                        .toList());
    }
}
