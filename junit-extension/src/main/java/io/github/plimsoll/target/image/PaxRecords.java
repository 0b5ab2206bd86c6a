package io.github.plimsoll.target.image;

import java.util.HashMap;
import java.util.Map;

/** The records of an extended header: {@code LENGTH KEY=VALUE\n}, the value in any bytes. */
final class PaxRecords {

    private static final int LONGEST_NUMBER = 9;

    private PaxRecords() {}

    /** The values in the bytes of ISO 8859-1. @throws BadArchive if a record is not as it says */
    static Map<String, String> parse(byte[] bytes) throws BadArchive {
        Map<String, String> records = new HashMap<>();
        for (int at = 0; at < bytes.length; ) {
            int space = at;
            int length = 0;
            while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9') {
                length = 10 * length + bytes[space] - '0';
                if (++space - at > LONGEST_NUMBER) {
                    throw bad();
                }
            }
            int end = at + length - 1;
            if (space == at || space >= end || end >= bytes.length || bytes[space] != ' ' || bytes[end] != '\n') {
                throw bad();
            }
            String record = TarReader.latin(bytes, space + 1, end);
            int equals = record.indexOf('=');
            if (equals < 1) {
                throw bad();
            }
            records.put(record.substring(0, equals), record.substring(equals + 1));
            at = end + 1;
        }
        return records;
    }

    private static BadArchive bad() {
        return new BadArchive("has an extended header that is not as tar has it");
    }
}
