package io.github.plimsoll.catalogue;

/** Orders version numbers as people count: 1.10.0 comes after 1.8.0. */
final class Versions {

    private Versions() {}

    /** Compares runs of digits as numbers. */
    static int compare(String left, String right) {
        String[] l = left.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
        String[] r = right.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
        for (int i = 0; i < Math.min(l.length, r.length); i++) {
            boolean numbers = Character.isDigit(l[i].charAt(0)) && Character.isDigit(r[i].charAt(0));
            int order =
                    numbers ? Integer.compare(Integer.parseInt(l[i]), Integer.parseInt(r[i])) : l[i].compareTo(r[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(l.length, r.length);
    }
}
