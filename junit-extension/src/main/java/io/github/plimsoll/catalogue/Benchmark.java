package io.github.plimsoll.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a benchmark: every line it has, in its order.
 *
 * @param id name and version, for example {@code cis-docker-1.8.0}
 * @param title for people, for example {@code CIS Docker Benchmark 1.8.0}
 * @param sections number and title of each section, for example {@code 5 Container runtime}
 * @param policy the values of parameters that it means, which hold where a site says nothing else
 * @param onRequest whether its controls are judged only where it is asked for, since others judge the same in other words
 */
public record Benchmark(
        String id,
        String title,
        List<Section> sections,
        List<Line> lines,
        Map<String, String> policy,
        boolean onRequest) {

    public Benchmark {
        sections = List.copyOf(sections);
        lines = List.copyOf(lines);
        policy = Map.copyOf(policy);
    }

    /** One that sets nothing, and whose controls are judged whether it is asked for or not. */
    public Benchmark(String id, String title, List<Section> sections, List<Line> lines) {
        this(id, title, sections, lines, Map.of(), false);
    }

    /** The name without the version, for example {@code cis-docker}. */
    public String family() {
        return id.substring(0, id.lastIndexOf('-'));
    }

    public Optional<Line> line(String number) {
        return lines.stream().filter(line -> line.number().equals(number)).findFirst();
    }

    /** The lines that a control answers, alone or with others. */
    public List<Line> linesOf(String controlId) {
        return lines.stream()
                .filter(line -> line.controls().contains(controlId))
                .toList();
    }

    /** How many lines are answered by controls of a platform. */
    public long linesFor(String platform) {
        return lines.stream()
                .filter(line -> line.controls().stream().anyMatch(control -> control.startsWith(platform + "/")))
                .count();
    }

    /** The innermost section that a line stands in. */
    public Optional<Section> sectionOf(Line line) {
        return sections.stream()
                .filter(section -> line.number().startsWith(section.number() + "."))
                .max(java.util.Comparator.comparingInt(
                        section -> section.number().length()));
    }

    public record Section(String number, String title) {}

    /**
     * One line of a benchmark.
     *
     * @param key what the line is called in all versions of its family
     * @param number for example {@code 5.11}
     * @param level 1 or 2; 0 where the benchmark's sources do not tell
     * @param assessment what the benchmark itself says of the check
     * @param controls the ids of the controls that answer it together; none if no control does
     * @param reason why no control answers it; empty if one does
     */
    public record Line(
            String key,
            String number,
            String title,
            int level,
            String profile,
            Assessment assessment,
            List<String> controls,
            String reason) {

        public Line {
            controls = List.copyOf(controls);
        }
    }

    /** How a benchmark means a line to be checked; the earliest versions tell scored from not scored instead. */
    public enum Assessment {
        AUTOMATED,
        MANUAL,
        SCORED,
        NOT_SCORED
    }
}
