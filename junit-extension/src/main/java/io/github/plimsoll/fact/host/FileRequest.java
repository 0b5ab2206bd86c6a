package io.github.plimsoll.fact.host;

/**
 * A file to be looked at.
 *
 * @param depth how many directories deep to look below it; 0 for the file alone
 */
public record FileRequest(String path, int depth) {}
