package io.github.plimsoll.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tab-separated resource: {@code #key value} lines, a line of column names, and rows. */
record Tsv(URL source, Map<String, List<String>> remarks, List<Row> rows) {

    static Tsv read(URL source) {
        Map<String, List<String>> remarks = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        List<String> columns = List.of();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(source.openStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("#")) {
                    String[] remark = line.substring(1).strip().split(" ", 2);
                    remarks.computeIfAbsent(remark[0], key -> new ArrayList<>())
                            .add(remark.length > 1 ? remark[1] : "");
                } else if (columns.isEmpty()) {
                    columns = List.of(line.split("\t"));
                } else if (!line.isBlank()) {
                    rows.add(row(source, columns, line.split("\t", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source, e);
        }
        return new Tsv(source, remarks, rows);
    }

    private static Row row(URL source, List<String> columns, String[] cells) {
        if (cells.length != columns.size()) {
            throw new IllegalStateException(source + ": " + cells.length + " cells where there are " + columns.size()
                    + " columns: " + cells[0]);
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            row.put(columns.get(i), cells[i]);
        }
        return new Row(source, row);
    }

    /** The values of all remarks of that key, in their order. */
    List<String> remarks(String key) {
        return remarks.getOrDefault(key, List.of());
    }

    /** The value of the only remark of that key. */
    String remark(String key) {
        List<String> values = remarks(key);
        if (values.size() != 1) {
            throw new IllegalStateException(source + ": needs one line '#" + key + " ...'");
        }
        return values.get(0);
    }

    /** One row, its cells by column. */
    record Row(URL source, Map<String, String> cells) {

        String cell(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalStateException(source + ": no column '" + column + "'");
            }
            return cell;
        }

        /** What to throw if a cell makes no sense; names the row by its first cell. */
        IllegalStateException isWrong(String why) {
            return new IllegalStateException(
                    source + ": " + cells.values().iterator().next() + ": " + why);
        }
    }
}
