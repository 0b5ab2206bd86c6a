package io.github.plimsoll.catalogue;

/** Orders version numbers as people count: 1.10.0 comes after 1.8.0. */
final class Versions {

    private Versions() {}

    /** Compares runs of digits as numbers. */
    static int compare(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            int endOfLeft = endOfRun(left, l);
            int endOfRight = endOfRun(right, r);
            String ofLeft = left.substring(l, endOfLeft);
            String ofRight = right.substring(r, endOfRight);
            boolean numbers = isDigit(left, l) && isDigit(right, r);
            int order = numbers
                    ? Integer.compare(Integer.parseInt(ofLeft), Integer.parseInt(ofRight))
                    : ofLeft.compareTo(ofRight);
            if (order != 0) {
                return order;
            }
            l = endOfLeft;
            r = endOfRight;
        }
        return Integer.compare(left.length() - l, right.length() - r);
    }

    private static int endOfRun(String text, int start) {
        int end = start + 1;
        while (end < text.length() && isDigit(text, end) == isDigit(text, start)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(String text, int at) {
        return Character.isDigit(text.charAt(at));
    }
}
