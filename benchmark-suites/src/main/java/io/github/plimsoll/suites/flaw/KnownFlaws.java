package io.github.plimsoll.suites.flaw;

import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dated list of flaws and of the releases that mended them first, one line for each branch: the one that ships with the
 * controls, or a site's own.
 */
final class KnownFlaws {

    private static final String SHIPPED = "/flaws/known.tsv";
    private static final List<String> COLUMNS =
            List.of("component", "id", "branch", "fixed", "since", "effect", "source");

    private final LocalDate dated;
    private final Map<String, List<Row>> rowsByFlaw;

    /**
     * One line.
     *
     * @param branch the releases that it is about, for example {@code 1.7}
     * @param fixed the first of them without the flaw
     * @param since the first release with it; empty if all before have it
     */
    private record Row(String component, String id, String branch, Release fixed, String since, String effect) {}

    private KnownFlaws(LocalDate dated, List<Row> rows) {
        this.dated = dated;
        this.rowsByFlaw = new LinkedHashMap<>();
        rows.forEach(row -> rowsByFlaw
                .computeIfAbsent(row.component() + " " + row.id(), key -> new ArrayList<>())
                .add(row));
    }

    /**
     * The list that the policy names; the shipped one if it names none.
     *
     * @param parameter of the policy, for example {@code docker.flaw-list}
     */
    static KnownFlaws of(Policy policy, String parameter) {
        String file = policy.text(parameter);
        try {
            return parse(file.isEmpty() ? shipped() : Files.readString(Path.of(file)));
        } catch (IOException | RuntimeException e) {
            throw new Unreadable("the list of flaws cannot be read: " + e);
        }
    }

    private static String shipped() {
        try (InputStream in = KnownFlaws.class.getResourceAsStream(SHIPPED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KnownFlaws parse(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .toList();
        if (lines.size() < 2 || !lines.get(0).startsWith("#dated ")) {
            throw new IllegalArgumentException("the first line has to be '#dated YYYY-MM-DD', the second the columns");
        }
        if (!List.of(lines.get(1).split("\t")).equals(COLUMNS)) {
            throw new IllegalArgumentException("the columns have to be " + COLUMNS);
        }
        return new KnownFlaws(
                date(lines.get(0)), lines.stream().skip(2).map(KnownFlaws::row).toList());
    }

    private static LocalDate date(String line) {
        try {
            return LocalDate.parse(line.substring("#dated ".length()).strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + line + "' is not dated YYYY-MM-DD", e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS.size()) {
            throw new IllegalArgumentException("not " + COLUMNS.size() + " columns: " + line);
        }
        Release fixed = Release.parse(cells[3]);
        if (!fixed.isOf(cells[2])) {
            throw new IllegalArgumentException("the release is not of the branch: " + line);
        }
        return new Row(cells[0], cells[1], cells[2], fixed, cells[4], cells[5]);
    }

    /** When it was made. */
    LocalDate dated() {
        return dated;
    }

    /** Whether it has anything on a component, so that finding nothing means something. */
    boolean knows(String component) {
        return rows().anyMatch(row -> row.component().equalsIgnoreCase(component));
    }

    /** The flaws that a release of a component has, each with what it does and where it is mended. */
    List<String> of(String component, String version) {
        Release release = Release.parse(version);
        return rowsByFlaw.values().stream()
                .filter(rows -> rows.get(0).component().equalsIgnoreCase(component))
                .filter(rows -> affects(rows, release))
                .map(rows -> rows.get(0).id() + " (" + rows.get(0).effect() + "; mended in "
                        + String.join(
                                ", ", rows.stream().map(KnownFlaws::mended).toList()) + ")")
                .toList();
    }

    /** A branch of its own decides; else whatever is older than the newest mended release has the flaw for good. */
    private static boolean affects(List<Row> rows, Release release) {
        if (rows.stream()
                .anyMatch(row -> !row.since().isEmpty() && release.compareTo(Release.parse(row.since())) < 0)) {
            return false;
        }
        return rows.stream()
                .filter(row -> release.isOf(row.branch()))
                .findFirst()
                .map(row -> release.compareTo(row.fixed()) < 0)
                .orElseGet(() -> rows.stream().anyMatch(row -> release.compareTo(row.fixed()) < 0));
    }

    private static String mended(Row row) {
        Release fixed = row.fixed();
        return fixed.major() + "." + fixed.minor() + "." + fixed.patch()
                + (fixed.stage() == 2 ? "-rc." + fixed.step() : "");
    }

    private java.util.stream.Stream<Row> rows() {
        return rowsByFlaw.values().stream().flatMap(List::stream);
    }
}
