package io.github.plimsoll.judge;

import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.fact.SnapshotHeader;
import java.util.List;
import java.util.stream.Stream;

/**
 * All results of one target: what every report is made from.
 *
 * @param benchmark the table by which controls are numbered and grouped
 * @param controls in the order of the benchmark, then by id
 * @param warnings what the reader has to know of the run, one line each; what of the target stands in its header
 * @param threats the model of the target's platform; without threats if there is none
 * @param attack the paths that an attacker could take, whichever controls were judged
 */
public record AuditResult(
        SnapshotHeader target,
        Benchmark benchmark,
        List<ControlResult> controls,
        List<String> warnings,
        ThreatModel threats,
        AttackPaths attack) {

    public AuditResult {
        controls = List.copyOf(controls);
        warnings = List.copyOf(warnings);
    }

    /** What the reader has to know beside the verdicts: of the target, then of the run. */
    public List<String> allWarnings() {
        return Stream.concat(target.warnings().stream(), warnings.stream()).toList();
    }

    public Summary summary() {
        return Summary.of(controls);
    }
}
